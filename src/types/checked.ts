import type { Tagged } from "type-fest";
import type { Law, NumberLaw, TextLaw } from "./law.js";
import type { Show } from "./show.js";
import type { NeedsGuard, Refusal } from "./words.js";

/**
 * The type of a parameter that takes `Value`: `Value` itself if it is a literal that keeps the law or
 * if its guard branded it, else a sentence that it is not assignable to. A union is judged member by
 * member. What is accepted is decided first: it is what a compiler meets in every flow.
 *
 * `CheckedNumber<0.67, DecimalLaw<0.5, 1>, …>` is `0.67`;
 * `CheckedNumber<0.4, DecimalLaw<0.5, 1>, …>` is `"0.4 is out of range: expected 0.5 to 1"`.
 */
export type CheckedNumber<
  Value,
  Kept extends NumberLaw,
  Guard extends string,
  Method extends string,
> = Value extends number
  ? `${Value}` extends Kept["literals"]
    ? Value
    : Value extends Tagged<number, Guard>
      ? Value
      : Refused<Value, Kept, Guard, Method>
  : Refused<Value, Kept, Guard, Method>;

/** {@link CheckedNumber} for text, which can be a pattern like `https://${string}` and no literal. */
export type CheckedText<
  Value,
  Kept extends TextLaw,
  Guard extends string,
  Method extends string,
> = Value extends string
  ? `${Kept["prefix"]}${Value}` extends Kept["literals"]
    ? `${Kept["prefix"]}${Value}` extends Kept["except"]
      ? Refused<Value, Kept, Guard, Method>
      : AnyOf<Value> extends true
        ? Refused<Value, Kept, Guard, Method>
        : Value
    : Value extends Tagged<string, Guard>
      ? Value
      : Refused<Value, Kept, Guard, Method>
  : Refused<Value, Kept, Guard, Method>;

/** Whether more than one value has the type: a record of one literal needs that key, others need none. */
type AnyOf<Value extends number | string> =
  Record<never, never> extends Record<Value, unknown> ? true : false;

type BaseName<Base> = Base extends number ? "number" : "string";

/** Never has `Value` itself: the compiler would infer it from here too, less what it knows of it. */
type Refused<
  Value,
  Kept extends Law,
  Guard extends string,
  Method extends string,
> = Value extends Kept["base"]
  ? AnyOf<Value> extends true
    ? NeedsGuard<BaseName<Kept["base"]>, Method, Guard>
    : Refusal<Show<Value>, Kept["problem"], Kept["expected"]>
  : Refusal<Show<Value>, `is not a ${BaseName<Kept["base"]>}`, Kept["expected"]>;
