import type { IntClosedRange } from "type-fest";
import type { DecimalAtLeast, DecimalAtMost } from "./decimal.js";

/** What the compiler must know to judge a literal, and what it says of one that it refuses. */
export interface Law {
  readonly base: number | string;
  readonly problem: string;
  readonly expected: string;
}

/** A number's text has to match `literals`. */
export interface NumberLaw extends Law {
  readonly base: number;
  readonly literals: string;
}

/** A text behind `prefix` has to match `literals`, and must not match `except`. */
export interface TextLaw extends Law {
  readonly base: string;
  readonly prefix: string;
  readonly literals: string;
  readonly except: string;
}

export interface DecimalLaw<Min extends number, Max extends number> {
  readonly base: number;
  readonly literals: DecimalAtLeast<Min> & DecimalAtMost<Max>;
  readonly problem: "is out of range";
  readonly expected: `${Min} to ${Max}`;
}

export interface IntegerLaw<Min extends number, Max extends number> {
  readonly base: number;
  readonly literals: `${IntClosedRange<Min, Max>}`;
  readonly problem: "is out of range";
  readonly expected: `an integer from ${Min} to ${Max}`;
}

type Digit1To9 = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export interface PositiveIntegerLaw {
  readonly base: number;
  readonly literals: `${bigint}` & `${Digit1To9}${string}`;
  readonly problem: "is out of range";
  readonly expected: "a positive integer";
}

/** One placeholder takes one character, and the last takes what is left, if anything. */
type AtLeast<
  Length extends number,
  Pattern extends string = "0x",
  Characters extends unknown[] = [],
> = Characters["length"] extends Length
  ? `${Pattern}${string}`
  : AtLeast<Length, `${Pattern}${string}`, [...Characters, unknown]>;

/** Behind `0x`, hexadecimal digits are the text of a bigint: the compiler's own reader judges them. */
export interface ObjectIdLaw {
  readonly base: string;
  readonly prefix: "0x";
  readonly literals: `${bigint}` & AtLeast<24>;
  readonly except: AtLeast<25>;
  readonly problem: "is not an ObjectId";
  readonly expected: "24 hexadecimal characters";
}

type Space = " " | "\t" | "\n" | "\r";

/** The shape only: what a URL parser alone can tell is left to the guard. */
export interface WebUrlLaw {
  readonly base: string;
  readonly prefix: "";
  readonly literals: `http://${string}` | `https://${string}`;
  readonly except:
    | `http${"" | "s"}://`
    | `http${"" | "s"}://${"/" | "?" | "#"}${string}`
    | `${string}${Space}${string}`;
  readonly problem: "is not a web URL";
  readonly expected: "http:// or https:// and a host, without spaces";
}
