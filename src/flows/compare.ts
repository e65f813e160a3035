import { InvalidFlowError } from "../check/invalid-flow-error.js";
import { refusal } from "../check/sentences.js";
import { type Change, changesBetween, readingsOf } from "../compare/changes.js";
import { type FlowLike, flowDataOf } from "../model/flow-data.js";
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
  const [one, other] = [read(before, "before"), read(after, "after")];
  if (one.type === other.type) return changesBetween(one.readings, other.readings);
  const [expected, received] = [`'${one.type}'`, `'${other.type}'`];
  const message = refusal(received, "is another type of flow", expected);
  throw new InvalidFlowError([{ path: "after.type", message, expected, received }]);
}

/** Everything that is read of a flow, at once: a getter or a proxy may throw. */
function read(given: FlowLike, path: string) {
  try {
    const { type, data } = flowDataOf(given, flowTypes, path);
    return { type: type.type, readings: readingsOf(type.rows, data) };
  } catch (error) {
    if (error instanceof InvalidFlowError) throw error;
    const [expected, received] = ["plain data", "an object"];
    const message = refusal(received, "can't be read", expected);
    throw new InvalidFlowError([{ path, message, expected, received }]);
  }
}
