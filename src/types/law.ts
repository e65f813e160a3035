import type { IntClosedRange } from "type-fest";
import type { DecimalAbove, DecimalAtLeast } from "./decimal.js";

/**
 * What the compiler must know to judge a literal: its text, behind `prefix`, has to match `literals`
 * and must not match `except`.
 */
export interface Law {
  readonly base: number | string;
  readonly prefix: string;
  readonly literals: string;
  readonly except: string;
  readonly problem: string;
  readonly expected: string;
}

export interface DecimalLaw<Min extends number, Max extends number> {
  readonly base: number;
  readonly prefix: "";
  readonly literals: DecimalAtLeast<Min>;
  readonly except: DecimalAbove<Max>;
  readonly problem: "is out of range";
  readonly expected: `${Min} to ${Max}`;
}

export interface IntegerLaw<Min extends number, Max extends number> {
  readonly base: number;
  readonly prefix: "";
  readonly literals: `${IntClosedRange<Min, Max>}`;
  readonly except: never;
  readonly problem: "is out of range";
  readonly expected: `an integer from ${Min} to ${Max}`;
}

export interface PositiveIntegerLaw {
  readonly base: number;
  readonly prefix: "";
  readonly literals: `${bigint}`;
  readonly except: "0" | `-${string}`;
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
