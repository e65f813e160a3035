import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import type { Rows } from "../model/row.js";
import type { Draft } from "./draft.js";
import { unknownName } from "./without.js";

/** What a call makes of the section that an earlier call left, or of an empty one. */
export type Refine = (section: Draft, argument: unknown, path: string) => unknown;

export function refineByCallback(section: Draft, callback: unknown, path: string): unknown {
  if (typeof callback === "function") return callback(section);
  throw new InvalidFlowError([issueOf(path, callback, "is not a function", "a callback")]);
}

export function refineByObject(rows: Rows, start: Draft, given: unknown, path: string): unknown {
  if (typeof given !== "object" || given === null) {
    throw new InvalidFlowError([issueOf(path, given, "is not an object", "an object")]);
  }
  return Object.entries(given).reduce(
    (section, [name, value]) => {
      const set = Object.hasOwn(rows, name) ? section[name] : undefined;
      if (!set) throw unknownName(path, name, Object.keys(rows));
      return set.call(section, value);
    },
    start as Draft & Setters,
  );
}

interface Setters {
  readonly [name: string]: (value: unknown) => Draft & Setters;
}
