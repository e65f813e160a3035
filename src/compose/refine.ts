import { InvalidFlowError, type Issue, issueOf, unknownName } from "../check/invalid-flow-error.js";
import { hasField, hasFields, unknownFields } from "../model/read-value.js";
import type { Rows } from "../model/row.js";
import type { Draft } from "./draft.js";

/** What a call makes of the section that an earlier call left, or of an empty one. */
export type Refine = (section: Draft, argument: unknown, path: string) => unknown;

export function refineByCallback(section: Draft, callback: unknown, path: string): unknown {
  if (typeof callback === "function") return callback(section);
  throw new InvalidFlowError([issueOf(path, callback, "is not a function", "a callback")]);
}

export function refineByObject(rows: Rows, start: Draft, given: unknown, path: string): unknown {
  if (!hasFields(given)) {
    throw new InvalidFlowError([issueOf(path, given, "is not an object", "an object")]);
  }
  const issues: Issue[] = unknownFields(given, rows).map((name) =>
    unknownName(path, name, Object.keys(rows)),
  );
  const names = Object.keys(rows).filter((name) => hasField(given, name));
  const refined = names.reduce(
    (section, name) => collecting(issues, section, () => section[name]?.call(section, given[name])),
    start as Draft & Setters,
  );
  if (issues.length > 0) throw new InvalidFlowError(issues);
  return refined;
}

/** What `set` makes of the section. If it refuses a value, its issues are kept and the section stays. */
function collecting<Section>(issues: Issue[], section: Section, set: () => Section | undefined) {
  try {
    return set() ?? section;
  } catch (error) {
    if (!(error instanceof InvalidFlowError)) throw error;
    issues.push(...error.issues);
    return section;
  }
}

interface Setters {
  readonly [name: string]: (value: unknown) => Draft & Setters;
}
