import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { listed } from "../check/sentences.js";
import { type Change, changesBetween } from "../compare/changes.js";
import { type FlowData, type FlowLike, flowDataOf } from "../model/flow-data.js";
import { reading } from "../model/reading.js";
import { flowTypes } from "./types.js";

/**
 * The fields in which two flows of one type differ, in the table's order, and whether each change
 * tightens or loosens verification. Takes flows, bodies, and flows as the server returned them.
 *
 * ```ts
 * compareFlows(stored, onboarding);
 * // [{ path: "document.minScore", bodyPath: "onboardingSettings.document.compareMinScore",
 * //    before: 0.85, after: 0.67, effect: "loosens" }]
 * ```
 *
 * Each field is judged by itself. `"unclear"` is what Verifik's documentation doesn't settle: a field
 * without a documented default that only one flow has, for one. Fields that the table doesn't know,
 * like those of the server, are left out.
 *
 * @throws {InvalidFlowError} if one of them isn't a flow, or their types differ.
 * @see docs/comparing.md, and docs/fields.md for which way is stricter in each field
 */
export function compareFlows(before: FlowLike, after: FlowLike): readonly Change[] {
  return reading("before, after", () => {
    const one = flowDataOf(before, flowTypes, "before");
    const other = flowDataOf(after, flowTypes, "after");
    if (one.type.type !== other.type.type) throw differentTypes(one, other);
    return changesBetween(one.type.rows, one.data, other.data);
  });
}

function differentTypes(before: FlowData, after: FlowData): InvalidFlowError {
  const expected = listed([before.type.type]);
  const problem = "is another type of flow";
  return new InvalidFlowError([issueOf("after.type", after.type.type, problem, expected)]);
}
