import type { Tagged } from "type-fest";
import type { Law } from "../types/law.js";
import { enforce, type Rule } from "./rule.js";

declare const law: unique symbol;

/** A function that brands a value or throws, and the companion of the branded type. */
export interface Guard<Name extends string, Kept extends Law> extends Rule {
  (value: Kept["base"]): Tagged<Kept["base"], Name>;
  /** Whether the value is accepted, for narrowing. Never throws. */
  is(value: unknown): value is Tagged<Kept["base"], Name>;
  readonly name: Name;
  readonly expected: Kept["expected"];
  /** Exists for the compiler alone. */
  readonly [law]?: Kept;
}

/** Makes the guard of a law: the compiler judges by the law, `test` judges the same at run time. */
export function guard<Name extends string, Kept extends Law>(
  name: Name,
  base: "number" | "string",
  { problem, expected }: Pick<Kept, "problem" | "expected">,
  test: (value: Kept["base"]) => boolean,
): Guard<Name, Kept> {
  const rule: Rule = {
    expected,
    problem(value) {
      if (typeof value !== base) return `is not a ${base}`;
      return test(value as Kept["base"]) ? undefined : problem;
    },
  };
  const brand = (value: Kept["base"]) => {
    enforce(rule, value, name);
    return value as Tagged<Kept["base"], Name>;
  };
  const is = (value: unknown): value is Tagged<Kept["base"], Name> =>
    rule.problem(value) === undefined;
  Object.defineProperty(brand, "name", { value: name });
  return Object.assign(brand as typeof brand & { name: Name }, rule, { is, expected });
}
