import type { DecimalAtLeast, DecimalAtMost } from "./decimal-patterns.js";

/**
 * What a value must be, as the compiler knows it: which literals are accepted, and what is said of a
 * value that is not. The {@link Guard} that it names enforces the same at run time.
 */
export interface Rule {
  readonly guard: string;
  readonly base: number | string;
  readonly problem: string;
  readonly expected: string;
}

/** A number's text has to match `literals`. */
export interface NumberRule extends Rule {
  readonly base: number;
  readonly literals: string;
}

/** A text behind `prefix` has to match `literals`, and must not match `except`. */
export interface TextRule extends Rule {
  readonly base: string;
  readonly prefix: string;
  readonly literals: string;
  readonly except: string;
}

/** The least and the most that a range accepts. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export interface DecimalRule<Name extends string, Range extends Bounds> extends NumberRule {
  readonly guard: Name;
  readonly literals: DecimalAtLeast<Range["min"]> & DecimalAtMost<Range["max"]>;
  readonly problem: "is out of range";
  readonly expected: `${Range["min"]} to ${Range["max"]}`;
}

export interface IntegerRule<Name extends string, Range extends Bounds> extends NumberRule {
  readonly guard: Name;
  readonly literals: `${Exclude<UpTo<Range["max"]>, UpTo<Range["min"]>> | Range["min"]}`;
  readonly problem: "is out of range";
  readonly expected: `an integer from ${Range["min"]} to ${Range["max"]}`;
}

/** The integers from 0 to `Max`, which is at most 999. */
type UpTo<
  Max extends number,
  Integers extends readonly number[] = [],
> = Integers["length"] extends Max
  ? Integers[number] | Max
  : UpTo<Max, [...Integers, Integers["length"]]>;

type Digit1To9 = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export interface PositiveIntegerRule<Name extends string> extends NumberRule {
  readonly guard: Name;
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
export interface ObjectIdRule<Name extends string> extends TextRule {
  readonly guard: Name;
  readonly prefix: "0x";
  readonly literals: `${bigint}` & AtLeast<24>;
  readonly except: AtLeast<25>;
  readonly problem: "is not an ObjectId";
  readonly expected: "24 hexadecimal characters";
}

type Space = " " | "\t" | "\n" | "\v" | "\f" | "\r" | "\u00a0";

/** The shape only: what a URL parser alone can tell is left to the guard. */
export interface WebUrlRule<Name extends string> extends TextRule {
  readonly guard: Name;
  readonly prefix: "";
  readonly literals: `http://${string}` | `https://${string}`;
  readonly except:
    | `http${"" | "s"}://`
    | `http${"" | "s"}://${"/" | "?" | "#"}${string}`
    | `${string}${Space}${string}`;
  readonly problem: "is not a web URL";
  readonly expected: "http:// or https:// and a host, without spaces";
}

export interface EmailAddressRule<Name extends string> extends TextRule {
  readonly guard: Name;
  readonly prefix: "";
  readonly literals: `${string}@${string}`;
  readonly except: `@${string}` | `${string}@` | `${string}${Space}${string}`;
  readonly problem: "is not an email address";
  readonly expected: "a name, @ and a host, without spaces";
}

type Digit = 0 | Digit1To9;

export interface CountryCodeRule<Name extends string> extends TextRule {
  readonly guard: Name;
  readonly prefix: "";
  readonly literals: `+${Digit}` | `+${Digit}${Digit}` | `+${Digit}${Digit}${Digit}`;
  readonly except: never;
  readonly problem: "is not a country code";
  readonly expected: "+ and one to three digits";
}
