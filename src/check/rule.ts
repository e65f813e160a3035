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

/** A number's text has to match `literals`, or `others` without matching `except`. */
export interface NumberRule extends Rule {
  readonly base: number;
  readonly literals: string;
  readonly others: string;
  readonly except: string;
}

/** A text has to match `literals`, and must not match `except`. */
export interface TextRule extends Rule {
  readonly base: string;
  readonly literals: string;
  readonly except: string;
}

/** A text has to do so behind `prefix`. */
export interface IdRule extends TextRule {
  readonly prefix: "0x";
}

/** The least and the most that a range accepts. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A number from `min` to `max`. */
export interface RangeRule extends NumberRule, Bounds {
  readonly problem: "is out of range";
}

export interface DecimalRule<Name extends string, Range extends Bounds> extends RangeRule {
  readonly guard: Name;
  readonly min: Range["min"];
  readonly max: Range["max"];
  readonly literals: DecimalAtLeast<Range["min"]> & DecimalAtMost<Range["max"]>;
  readonly others: never;
  readonly except: never;
  readonly expected: `${Range["min"]} to ${Range["max"]}`;
}

export interface IntegerRule<Name extends string, Range extends Bounds> extends RangeRule {
  readonly guard: Name;
  readonly min: Range["min"];
  readonly max: Range["max"];
  readonly literals: `${Exclude<UpTo<Range["max"]>, UpTo<Range["min"]>> | Range["min"]}`;
  readonly others: never;
  readonly except: never;
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

/** One placeholder takes one character, and the last takes what is left, if anything. */
type LongerPattern<
  Length extends number,
  Pattern extends string,
  Characters extends unknown[] = [],
> = Characters["length"] extends Length
  ? `${Pattern}${string}`
  : LongerPattern<Length, `${Pattern}${string}`, [...Characters, unknown]>;

/** A number of 17 digits or more is beyond those that a number holds exactly. */
export interface PositiveIntegerRule<Name extends string> extends RangeRule {
  readonly guard: Name;
  readonly literals: never;
  readonly others: `${bigint}` & `${Digit1To9}${string}`;
  readonly except: LongerPattern<16, `${Digit1To9}`>;
  readonly expected: "a positive integer";
}

/** Behind `0x`, hexadecimal digits are the text of a bigint: the compiler's own reader judges them. */
export interface ObjectIdRule<Name extends string> extends IdRule {
  readonly guard: Name;
  readonly prefix: "0x";
  readonly literals: `${bigint}` & LongerPattern<24, "0x">;
  readonly except: LongerPattern<25, "0x">;
  readonly problem: "is not an ObjectId";
  readonly expected: "24 hexadecimal characters";
}

/** What `\s` matches in a regular expression. */
export type Space =
  | " "
  | "\t"
  | "\n"
  | "\v"
  | "\f"
  | "\r"
  | "\u00a0"
  | "\u1680"
  | "\u2000"
  | "\u2001"
  | "\u2002"
  | "\u2003"
  | "\u2004"
  | "\u2005"
  | "\u2006"
  | "\u2007"
  | "\u2008"
  | "\u2009"
  | "\u200a"
  | "\u2028"
  | "\u2029"
  | "\u202f"
  | "\u205f"
  | "\u3000"
  | "\ufeff";

/** The shape only: what a URL parser alone can tell is left to the guard. */
export interface WebUrlRule<Name extends string> extends TextRule {
  readonly guard: Name;
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
  readonly literals: `${string}@${string}`;
  readonly except: `@${string}` | `${string}@` | `${string}${Space}${string}`;
  readonly problem: "is not an email address";
  readonly expected: "a name, @ and a host, without spaces";
}

type Digit = 0 | Digit1To9;

/** Not a list of all codes: a literal white list of 200 people would keep the compiler busy for half a minute. */
export interface CountryCodeRule<Name extends string> extends TextRule {
  readonly guard: Name;
  readonly literals: `+${bigint}` | `+0${Digit}` | `+0${Digit}${Digit}`;
  readonly except:
    | `+-${string}`
    | `+0${"b" | "B" | "o" | "O" | "x" | "X"}${string}`
    | LongerPattern<4, "+">;
  readonly problem: "is not a country code";
  readonly expected: "+ and one to three digits";
}
