/** The digits greater than each digit. */
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

type Digits<Value extends number> = `${Value}` extends `0.${infer Fraction}` ? Fraction : "";

/** Texts that branch off above the digits, anywhere before they end. */
type BranchingAbove<
  Text extends string,
  Start extends string = "0.",
> = Text extends `${infer Digit extends keyof Above}${infer Rest}`
  ? `${Start}${Above[Digit]}${string}` | BranchingAbove<Rest, `${Start}${Digit}`>
  : never;

/**
 * Decimals in a range, as patterns of their text: TypeScript cannot compare numbers, but the digits
 * after `0.` sort as text, because a number's text never ends in a zero.
 * Holds for 0.000001 <= Min < Max <= 1: smaller numbers are written with an exponent.
 *
 * `DecimalAtLeast<0.5>` is `0.5…` | `0.6…` | … | `0.9…`, and "1".
 */
export type DecimalAtLeast<Min extends number> =
  | `0.${Digits<Min>}${string}`
  | BranchingAbove<Digits<Min>>
  | "1";

/** `DecimalAbove<0.9>` is `0.90…`, `0.91…`, … and "1"; nothing that `DecimalAtLeast` knows is above 1. */
export type DecimalAbove<Max extends number> = Max extends 1
  ? never
  : `0.${Digits<Max>}${keyof Above}${string}` | BranchingAbove<Digits<Max>> | "1";
