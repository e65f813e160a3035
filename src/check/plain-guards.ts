import type { AnyGuard } from "./guard.js";

/** Accepts booleans. */
export const trueOrFalse: AnyGuard = /* @__PURE__ */ Object.freeze({
  expected: "true or false",
  problem: (value: unknown) => (typeof value === "boolean" ? undefined : "is not a boolean"),
});

/** Accepts any text. */
export const anyText: AnyGuard = /* @__PURE__ */ Object.freeze({
  expected: "a text",
  problem: (value: unknown) => (typeof value === "string" ? undefined : "is not a string"),
});

/** Accepts texts that are not blank. */
export interface NotBlank<Expected extends string = string> extends AnyGuard {
  readonly blank: false;
  readonly expected: Expected;
}

/** `expected` says what the texts are. */
/* @__NO_SIDE_EFFECTS__ */
export function notBlank<const Expected extends string>(expected: Expected): NotBlank<Expected> {
  return Object.freeze({
    blank: false,
    expected,
    problem(value: unknown) {
      if (typeof value !== "string") return "is not a string";
      return value.trim() === "" ? "is empty" : undefined;
    },
  });
}
