import { type AnyGuard, companion } from "./guard.js";
import { type Listed, listed, type Refusal } from "./sentences.js";
import type { Show } from "./show.js";

/** A word of the list, or the sentence that a literal meets that is none. */
type CheckedWord<Value, Words extends readonly string[]> = Value extends Words[number]
  ? Value
  : string extends Value
    ? Value
    : Value extends ""
      ? Words[number]
      : Refusal<Show<Value>, "is not allowed", Listed<Words>>;

/** The guard of a list of words, and the companion of their union. */
export interface WordGuard<Name extends string, Words extends readonly string[]> extends AnyGuard {
  /** `path` says where the word came from, for the error: `"flows.json: status"`. */
  <const Value = Words[number]>(value: CheckedWord<Value, Words>, path?: string): Words[number];
  /** Whether the value is one of the words, for narrowing. Never throws. */
  is(value: unknown): value is Words[number];
  readonly name: Name;
  readonly expected: Listed<Words>;
  /** The words, in the order of the documentation. */
  readonly values: Words;
}

/** The guard of these words. */
/* @__NO_SIDE_EFFECTS__ */
export function words<Name extends string, const Words extends readonly string[]>(
  name: Name,
  values: Words,
): WordGuard<Name, Words> {
  const known: ReadonlySet<unknown> = new Set(values);
  const guard: AnyGuard = {
    expected: listed(values),
    problem: (value) => (known.has(value) ? undefined : "is not allowed"),
  };
  const made = Object.assign(companion(name, guard), { values: Object.freeze(values) });
  return Object.freeze(made) as unknown as WordGuard<Name, Words>;
}
