import type { Guard } from "../guards/guard.js";
import { enforce, type Rule } from "../guards/rule.js";
import { InvalidFlowError, issueOf } from "../invalid-flow-error.js";
import type { Law } from "../types/law.js";
import type { ValueField } from "./field.js";
import { valueField } from "./value-field.js";

/** Takes a literal that keeps a law, or a value that the guard branded. */
export interface GuardedField<Name extends string, Kept extends Law>
  extends ValueField<"guarded", Kept["base"]> {
  readonly guard: Guard<Name, Kept>;
}

function ruled<Kind extends string, Value>(kind: Kind, rule: Rule, whenBare?: Value) {
  const read = (value: unknown, path: string) => {
    enforce(rule, value, path);
    return value as Value;
  };
  return valueField<Kind, Value>(kind, rule.expected, read, whenBare);
}

/** Judged by the compiler if it is a literal, by the guard in any case. */
export function guarded<Name extends string, Kept extends Law>(
  guard: Guard<Name, Kept>,
): GuardedField<Name, Kept> {
  return { ...ruled<"guarded", Kept["base"]>("guarded", guard), guard };
}

/** On or off; a bare call means on. */
export const flag = ruled<"flag", boolean>(
  "flag",
  {
    expected: "true or false",
    problem: (value) => (typeof value === "boolean" ? undefined : "is not a boolean"),
  },
  true,
);

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  const quoted = words.map((word) => `'${word}'`).join(", ");
  return ruled<"word", Words[number]>("word", {
    expected: quoted.replace(/, (?=[^,]*$)/, " or "),
    problem: (value) => (words.includes(value as string) ? undefined : "is not allowed"),
  });
}

/** Any text. */
export const text = ruled<"text", string>("text", {
  expected: "a text",
  problem: (value) => (typeof value === "string" ? undefined : "is not a string"),
});

const fieldName: Rule = {
  expected: "the name of a field",
  problem(value) {
    if (typeof value !== "string") return "is not a string";
    return value.trim() === "" ? "is empty" : undefined;
  },
};

/** A list of field names. */
export const fieldNames = valueField<"names", readonly string[]>(
  "names",
  "a list of field names",
  (list, path) => {
    if (!Array.isArray(list)) {
      throw new InvalidFlowError([issueOf(path, list, "is not a list", "a list of field names")]);
    }
    const copy: readonly unknown[] = Object.freeze(Array.from(list));
    const issues = copy.flatMap((name, index) => {
      const problem = fieldName.problem(name);
      return problem ? [issueOf(`${path}[${index}]`, name, problem, fieldName.expected)] : [];
    });
    if (issues.length > 0) throw new InvalidFlowError(issues);
    return copy as readonly string[];
  },
);

/** The same field under another name in the body. */
export function sentAs<Wire extends string, Row extends ValueField<string, unknown>>(
  wire: Wire,
  field: Row,
): Row & { readonly wire: Wire } {
  return { ...field, wire };
}
