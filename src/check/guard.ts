import type { Guarded } from "./checked.js";
import { InvalidFlowError, issueOf } from "./invalid-flow-error.js";
import type { Rule } from "./rule.js";

declare const rule: unique symbol;

/** What judges a value at run time. */
export interface AnyGuard {
  /** What is accepted, as sentences say it after "expected". */
  readonly expected: string;
  /** What is wrong with the value, as sentences say it before "expected"; `undefined` if nothing is. */
  problem(value: unknown): string | undefined;
}

/** A function that brands a value or throws, and the companion of the branded type. */
export interface Guard<Kept extends Rule, Branded> extends AnyGuard {
  /** `path` says where the value came from, for the error: `"flows.json: document.minScore"`. */
  <const Value = Branded>(value: Guarded<Value, Kept>, path?: string): Branded;
  /** Whether the value is accepted, for narrowing. Never throws. */
  is(value: unknown): value is Branded;
  readonly name: Kept["guard"];
  readonly expected: Kept["expected"];
  /** Exists for the compiler alone. */
  readonly [rule]?: Kept;
}

/** The rule that a guard enforces. */
export type RuleOf<Given> = Given extends { readonly [rule]?: infer Kept }
  ? Exclude<Kept, undefined>
  : never;

/** Makes the guard of a rule: the compiler judges by the rule, `accepts` judges the same at run time. */
/* @__NO_SIDE_EFFECTS__ */
export function guard<Kept extends Rule, Branded>(
  name: Kept["guard"],
  base: "number" | "string",
  { problem, expected }: Pick<Kept, "problem" | "expected">,
  accepts: (value: Kept["base"]) => boolean,
): Guard<Kept, Branded> {
  const problemOf = (value: unknown) => {
    if (typeof value !== base) return `is not a ${base}`;
    return accepts(value as Kept["base"]) ? undefined : problem;
  };
  return companion(name, { expected, problem: problemOf }) as unknown as Guard<Kept, Branded>;
}

/** A function that returns what the judge accepts and throws for the rest, with the judge's own words. */
/* @__NO_SIDE_EFFECTS__ */
export function companion<Judge extends AnyGuard>(name: string, judge: Judge) {
  const brand = (value: unknown, path = name) => {
    enforce(judge, value, path);
    return value;
  };
  const is = (value: unknown) => judge.problem(value) === undefined;
  Object.defineProperty(brand, "name", { value: name });
  return Object.assign(brand, judge, { is });
}

/** Throws `InvalidFlowError` with the path at which the value was met, if the guard refuses it. */
export function enforce(judge: AnyGuard, value: unknown, path: string): void {
  const problem = judge.problem(value);
  if (problem === undefined) return;
  throw new InvalidFlowError([issueOf(path, value, problem, judge.expected)]);
}
