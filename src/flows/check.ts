import { InvalidFlowError, type Issue, issueOf } from "../check/invalid-flow-error.js";
import { checkOptions, unknownChoice } from "../check/options.js";
import { type FlowLike, flowDataOf } from "../model/flow-data.js";
import { reading } from "../model/reading.js";
import { findingsIn } from "../read/findings.js";
import type { Finding as FindingOf } from "../read/rule.js";
import { type RuleCode, ruleCodes, rulesOf } from "./rules.js";
import { createPage } from "./shared/sources.js";
import { flowTypes } from "./types.js";

/** Something in a flow that Verifik may take, and that somebody will regret. */
export interface Finding extends FindingOf<RuleCode> {}

/** What {@link checkFlow} leaves out. */
export interface CheckOptions {
  /** The codes of rules that don't report. */
  readonly off?: readonly RuleCode[];
}

/**
 * Finds what Verifik may take and somebody will regret, in a flow, in the body of one, or in a flow as a server
 * returned it. {@link Severity} tells what each severity means.
 *
 * ```ts
 * checkFlow(flow().project(id).security((security) => security.source("CSV")), { off: ["FLOW_NOT_ACTIVE"] });
 * // [{ code: "CSV_WITHOUT_LIST", severity: "error", paths: ["security.source", "whiteList"],
 * //    message: "Nobody is on the list: …", source: "https://docs.verifik.co/…/security-settings" }]
 * ```
 *
 * The findings come in a stable order: what the table refuses first. Fields that the flow doesn't mention are
 * judged only where the documentation says that they're needed.
 *
 * @throws {InvalidFlowError} if it isn't a flow of a known type, or `off` has a code that no rule has.
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow
 */
export function checkFlow(flow: FlowLike, options: CheckOptions = {}): readonly Finding[] {
  const off = codesIn(options);
  const findings = reading("flow", () => {
    const data = flowDataOf(flow, flowTypes);
    return findingsIn(data, rulesOf(data.type), createPage);
  });
  return Object.freeze(findings.filter(({ code }) => !off.includes(code)));
}

/** A misspelt code would leave on what somebody believes to be off. */
function codesIn(options: CheckOptions): readonly unknown[] {
  checkOptions(options, ["off"]);
  const { off = [] } = options;
  if (!Array.isArray(off)) throw refused(issueOf("options.off", off, "is not a list", "codes"));
  const known = ruleCodes();
  const unknown = off.flatMap((code: unknown, index) =>
    (known as readonly unknown[]).includes(code)
      ? []
      : [unknownChoice(`options.off[${index}]`, code, known)],
  );
  if (unknown.length > 0) throw refused(...unknown);
  return off;
}

function refused(...issues: readonly Issue[]): InvalidFlowError {
  return new InvalidFlowError(issues);
}
