/** The digits greater than each digit, and those less. */
interface Above {
  "0": "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
  "1": "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
  "2": "3" | "4" | "5" | "6" | "7" | "8" | "9";
  "3": "4" | "5" | "6" | "7" | "8" | "9";
  "4": "5" | "6" | "7" | "8" | "9";
  "5": "6" | "7" | "8" | "9";
  "6": "7" | "8" | "9";
  "7": "8" | "9";
  "8": "9";
  "9": never;
}

type Digit = keyof Above;
type Below<Than extends Digit> = Exclude<Digit, Above[Than] | Than>;

/** The digits after `0.`; none for 0 and 1. */
type Digits<Value extends number> = `${Value}` extends `0.${infer Fraction}` ? Fraction : "";

/**
 * Decimals from 0 to 1 that are at least `Min`, as patterns of their text: TypeScript cannot compare
 * numbers, but the digits after `0.` sort as text, because a number's text never ends in a zero.
 * Holds for 0.000001 <= Min < 1: smaller numbers are written with an exponent.
 *
 * `DecimalAtLeast<0.75>` is "1" | `0.75…` | `0.76…` | … | `0.79…` | `0.8…` | `0.9…`.
 */
export type DecimalAtLeast<Min extends number> = "1" | AtLeast<Digits<Min>>;

type AtLeast<
  Text extends string,
  Start extends string = "0.",
> = Text extends `${infer First extends Digit}${infer Rest}`
  ? `${Start}${Above[First]}${string}` | AtLeast<Rest, `${Start}${First}`>
  : `${Start}${string}`;

/**
 * Decimals from 0 to 1 that are at most `Max`, likewise.
 *
 * `DecimalAtMost<0.75>` is `0.0…` | … | `0.6…` | "0.7" | `0.70…` | … | `0.74…` | "0.75".
 */
export type DecimalAtMost<Max extends number> = Max extends 1 ? string : AtMost<Digits<Max>>;

type AtMost<
  Text extends string,
  Start extends string = "0.",
> = Text extends `${infer First extends Digit}${infer Rest}`
  ? `${Start}${Below<First>}${string}` | `${Start}${First}` | AtMost<Rest, `${Start}${First}`>
  : never;
