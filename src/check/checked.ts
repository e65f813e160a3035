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
  Kept extends NumberRule,
  Cure extends string,
> = Value extends number
  ? `${Value}` extends Kept["literals"]
    ? Value
    : Value extends Brand<Kept>
      ? Value
      : Refused<Value, Kept, Cure>
  : Refused<Value, Kept, Cure>;

/** {@link CheckedNumber} for text, which can be a pattern like `https://${string}` and no literal. */
export type CheckedText<Value, Kept extends TextRule, Cure extends string> = Value extends string
  ? `${Kept["prefix"]}${Value}` extends Kept["literals"]
    ? `${Kept["prefix"]}${Value}` extends Kept["except"]
      ? Refused<Value, Kept, Cure>
      : AnyOf<Value> extends true
        ? Refused<Value, Kept, Cure>
        : Value
    : Value extends Brand<Kept>
      ? Value
      : Refused<Value, Kept, Cure>
  : Refused<Value, Kept, Cure>;

/** The type of a guard's parameter: a literal is judged, anything else is what the guard is for. */
export type Guarded<Value, Kept extends Rule> = Value extends Kept["base"]
  ? AnyOf<Value> extends true
    ? Value
    : Kept extends NumberRule
      ? CheckedNumber<Value, Kept, "">
      : Kept extends TextRule
        ? CheckedText<Value, Kept, "">
        : Value
  : Refused<Value, Kept, "">;

/** Whether more than one value has the type: a record of one literal needs that key, others need none. */
type AnyOf<Value extends number | string> =
  Record<never, never> extends Record<Value, unknown> ? true : false;

type BaseName<Base> = Base extends number ? "number" : "string";

/** Never has `Value` itself: the compiler would infer it from here too, less what it knows of it. */
type Refused<Value, Kept extends Rule, Cure extends string> = Value extends Kept["base"]
  ? AnyOf<Value> extends true
    ? NeedsGuard<BaseName<Kept["base"]>, Cure>
    : Refusal<Show<Value>, Kept["problem"], Kept["expected"]>
  : Refusal<Show<Value>, `is not a ${BaseName<Kept["base"]>}`, Kept["expected"]>;
