import { InvalidFlowError, issueOf, unknownName } from "../check/invalid-flow-error.js";
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
  const [unknown] = unknownFields(given, rows);
  if (unknown !== undefined) {
    throw new InvalidFlowError([unknownName(path, unknown, Object.keys(rows))]);
  }
  const names = Object.keys(rows).filter((name) => hasField(given, name));
  return names.reduce(
    (section, name) => section[name]?.call(section, given[name]) ?? section,
    start as Draft & Setters,
  );
}

interface Setters {
  readonly [name: string]: (value: unknown) => Draft & Setters;
}
