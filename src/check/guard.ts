import type { GuardArgument } from "./allowed.js";
import type { Brand, RuleOf } from "./brand.js";
import { fromCaller } from "./callers-stack.js";
import { InvalidFlowError, issueOf } from "./invalid-flow-error.js";
import type { Rule } from "./rule.js";

/** What judges a value at run time. */
export interface AnyGuard {
  /** What is accepted, as sentences say it after "expected". */
  readonly expected: string;
  /** What is wrong with the value, as sentences say it before "expected"; `undefined` if nothing is. */
  readonly problem: (value: unknown) => string | undefined;
}

/** A function that brands a value or throws, and the companion of the branded type. */
export interface Guard<Branded extends Brand<Rule>> extends AnyGuard {
  /** `path` says where the value came from, for the error: `"flows.json: document.minScore"`. */
  <const Value = Branded>(value: GuardArgument<Value, Branded>, path?: string): Branded;
  /** Whether the value is accepted, for narrowing. Never throws. */
  is(value: unknown): value is Branded;
  readonly name: RuleOf<Branded>["guard"];
  readonly expected: RuleOf<Branded>["expected"];
}

/** What a guard brands; never for one that brands nothing. */
export type BrandedBy<Given> = Given extends {
  is(value: unknown): value is infer Branded extends Brand<Rule>;
}
  ? Branded
  : never;

/** A guard's name, as code calls it. */
export type NameOf<Given> = Given extends { readonly name: infer Name extends string } ? Name : "";

/** Makes the guard of a rule: the compiler judges by the rule, `accepts` judges the same at run time. */
/* @__NO_SIDE_EFFECTS__ */
export function guard<Branded extends Brand<Rule>>(
  name: RuleOf<Branded>["guard"],
  base: "number" | "string",
  { problem, expected }: Pick<RuleOf<Branded>, "problem" | "expected">,
  accepts: (value: RuleOf<Branded>["base"]) => boolean,
): Guard<Branded> {
  const problemOf = (value: unknown) => {
    if (typeof value !== base) return `is not a ${base}`;
    return accepts(value as RuleOf<Branded>["base"]) ? undefined : problem;
  };
  return companion(name, { expected, problem: problemOf }) as unknown as Guard<Branded>;
}

/** A guard as a function, which returns what it accepts and throws for the rest. */
/* @__NO_SIDE_EFFECTS__ */
export function companion(name: string, guard: AnyGuard) {
  const enforce = enforcing(guard);
  const brand = (value: unknown, path = name) => {
    try {
      return enforce(value, path);
    } catch (error) {
      throw fromCaller(error, brand);
    }
  };
  const is = (value: unknown) => guard.problem(value) === undefined;
  Object.defineProperty(brand, "name", { value: name });
  return Object.assign(brand, guard, { is });
}

/** What returns a value that the guard accepts and throws `InvalidFlowError` with the path for the rest. */
/* @__NO_SIDE_EFFECTS__ */
export function enforcing(guard: AnyGuard): (value: unknown, path: string) => unknown {
  const { expected, problem: problemOf } = guard; // once: a flow is composed of fifty calls
  return (value, path) => {
    const problem = problemOf(value);
    if (problem === undefined) return value;
    throw new InvalidFlowError([issueOf(path, value, problem, expected)]);
  };
}
