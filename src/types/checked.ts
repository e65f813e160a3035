import type { Tagged } from "type-fest";
import type { Law } from "./law.js";
import type { Show } from "./show.js";
import type { NeedsGuard, Refusal } from "./words.js";

type BaseName<Base> = [Base] extends [number] ? "number" : "string";

/**
 * The type of a parameter that takes `Value`: `Value` itself if it is a literal that keeps the law or
 * if its guard branded it, else a sentence that it is not assignable to. A union is judged member by
 * member.
 *
 * `Checked<0.67, DecimalLaw<0.5, 1>, …>` is `0.67`;
 * `Checked<0.4, DecimalLaw<0.5, 1>, …>` is `"0.4 is out of range: expected 0.5 to 1"`.
 */
export type Checked<
  Value,
  Kept extends Law,
  Guard extends string,
  Method extends string,
> = Value extends Kept["base"]
  ? `${Kept["prefix"]}${Value}` extends Kept["literals"]
    ? `${Kept["prefix"]}${Value}` extends Kept["except"]
      ? Refusal<Show<Value>, Kept["problem"], Kept["expected"]>
      : IfLiteral<Value, Value, NeedsGuard<BaseName<Kept["base"]>, Method, Guard>>
    : Value extends Tagged<Kept["base"], Guard>
      ? Value
      : IfLiteral<
          Value,
          Refusal<Show<Value>, Kept["problem"], Kept["expected"]>,
          NeedsGuard<BaseName<Kept["base"]>, Method, Guard>
        >
  : Refusal<Show<Value>, `is not a ${BaseName<Kept["base"]>}`, Kept["expected"]>;

/** A record of one literal needs that key; a record of `string` or of `a${string}` needs none. */
type IfLiteral<Value extends number | string, Yes, No> =
  Record<never, never> extends Record<Value, unknown> ? No : Yes;
