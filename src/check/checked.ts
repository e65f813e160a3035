import type { Brand } from "./brand.js";
import type { NumberRule, Rule, TextRule } from "./rule.js";
import type { NeedsGuard, Refusal } from "./sentences.js";
import type { Show } from "./show.js";

/**
 * The type of a parameter that takes `Value`: `Value` itself if it is a literal that keeps the rule or
 * if the rule's guard branded it, else a sentence that it is not assignable to. A union is judged
 * member by member. What is accepted is decided first: it is what a compiler meets in every flow.
 * `Cure` is what to write for a value that is no literal: `.minScore(CompareScore(value))`.
 *
 * With bounds of 0.5 and 1, `CheckedNumber<0.67, …>` is `0.67`, and `CheckedNumber<0.4, …>` is
 * `"0.4 is out of range: expected 0.5 to 1"`.
 */
export type CheckedNumber<
  Value,
  Applied extends NumberRule,
  Cure extends string,
> = Value extends number
  ? `${Value}` extends Applied["literals"]
    ? Value
    : Value extends Brand<Applied>
      ? Value
      : Refused<Value, Applied, Cure>
  : Refused<Value, Applied, Cure>;

/** {@link CheckedNumber} for text, which can be a pattern like `https://${string}` and no literal. */
export type CheckedText<Value, Applied extends TextRule, Cure extends string> = Value extends string
  ? `${Applied["prefix"]}${Value}` extends Applied["literals"]
    ? `${Applied["prefix"]}${Value}` extends Applied["except"]
      ? Refused<Value, Applied, Cure>
      : AnyOf<Value> extends true
        ? Refused<Value, Applied, Cure>
        : Value
    : Value extends Brand<Applied>
      ? Value
      : Refused<Value, Applied, Cure>
  : Refused<Value, Applied, Cure>;

/** The type of a guard's parameter: a literal is judged, anything else is what the guard is for. */
export type GuardArgument<Value, Applied extends Rule> = Value extends Applied["base"]
  ? AnyOf<Value> extends true
    ? Value
    : Applied extends NumberRule
      ? CheckedNumber<Value, Applied, "">
      : Applied extends TextRule
        ? CheckedText<Value, Applied, "">
        : Value
  : Refused<Value, Applied, "">;

/** Whether more than one value has the type: a record of one literal needs that key, others need none. */
type AnyOf<Value extends number | string> =
  Record<never, never> extends Record<Value, unknown> ? true : false;

type BaseName<Base> = Base extends number ? "number" : "string";

/** Never has `Value` itself: the compiler would infer it from here too, less what it knows of it. */
type Refused<Value, Applied extends Rule, Cure extends string> = Value extends Applied["base"]
  ? AnyOf<Value> extends true
    ? NeedsGuard<BaseName<Applied["base"]>, Cure>
    : Refusal<Show<Value>, Applied["problem"], Applied["expected"]>
  : Refusal<Show<Value>, `is not a ${BaseName<Applied["base"]>}`, Applied["expected"]>;
