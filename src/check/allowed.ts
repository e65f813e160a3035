import type { Brand, RuleOf } from "./brand.js";
import type { IdRule, NumberRule, Rule, Space, TextRule } from "./rule.js";
import type { NeedsGuard, NeedsNumber, Refusal } from "./sentences.js";
import type { Show } from "./show.js";

/** A number that a guard branded. */
export type BrandedNumber = number & Brand<NumberRule>;
/** An id that a guard branded. */
export type BrandedId = string & Brand<IdRule>;
/** A text that a guard branded. */
export type BrandedText = string & Brand<TextRule>;

/**
 * The type of a parameter that takes `Value`: `Value` itself if it is a literal that keeps the rule or
 * if the rule's guard branded it, else a sentence that it is not assignable to. A union is judged
 * member by member. What is accepted is decided first: it is what a compiler meets in every flow.
 * `Cure` is what to write for a value that is no literal: `.minScore(CompareScore(value))`.
 *
 * With bounds of 0.5 and 1, `AllowedNumber<0.67, …>` is `0.67`, and `AllowedNumber<0.4, …>` is
 * `"0.4 is out of range: expected 0.5 to 1"`.
 */
export type AllowedNumber<Value, Applied extends NumberRule, Cure extends string> =
  Written<Value> extends Applied["literals"] ? Value : JudgedNumber<Value, Applied, Cure>;

type Written<Value> = Value extends number ? `${Value}` : "";

type JudgedNumber<Value, Applied extends NumberRule, Cure extends string> =
  FaultyNumber<Value, Applied> extends never
    ? Value
    :
        | Sentence<FaultyNumber<Value, Applied>, Applied, Cure>
        | IfGeneric<Value, number & Brand<Applied>>;

/**
 * {@link AllowedNumber} for text, which can be a pattern like `https://${string}` and no literal. An
 * editor takes a text that is still empty for one: it is told what the guard brands, and offers no sentence.
 */
export type AllowedText<
  Value,
  Applied extends TextRule,
  Cure extends string,
  Branded = string & Brand<Applied>,
> =
  FaultyText<Value, Applied> extends never
    ? Value
    : [Value] extends [""]
      ? Branded
      : Sentence<FaultyText<Value, Applied>, Applied, Cure> | IfGeneric<Value, Branded>;

/**
 * {@link AllowedText} for ids, written out: a type that both are made of would stand in users' declarations
 * in their place.
 */
export type AllowedId<
  Value,
  Applied extends IdRule,
  Cure extends string,
  Branded = string & Brand<Applied>,
> =
  FaultyId<Value, Applied> extends never
    ? Value
    : [Value] extends [""]
      ? Branded
      : Sentence<FaultyId<Value, Applied>, Applied, Cure> | IfGeneric<Value, Branded>;

/** The type of a parameter that takes what a guard brands, and literals that it would brand. */
export type Allowed<Value, Branded, Cure extends string> = Branded extends BrandedNumber
  ? AllowedNumber<Value, RuleOf<Branded>, Cure>
  : Branded extends BrandedId
    ? AllowedId<Value, RuleOf<Branded>, Cure>
    : Branded extends BrandedText
      ? AllowedText<Value, RuleOf<Branded>, Cure>
      : never;

/** The members of a union that break the rule. */
type FaultyNumber<Value, Applied extends NumberRule> = Value extends number
  ? `${Value}` extends Applied["literals"] | Applied["others"]
    ? Extract<`${Value}`, Applied["except"]> extends never
      ? never
      : Value
    : Value extends Brand<Applied>
      ? never
      : Value
  : Value;

type FaultyText<Value, Applied extends TextRule> = Value extends Applied["literals"]
  ? Value extends Applied["except"]
    ? Value
    : AnyOf<Value> extends true
      ? Value
      : never
  : Value extends Brand<Applied>
    ? never
    : Value;

/** No pattern but a single literal is hexadecimal to the compiler. */
type FaultyId<Value, Applied extends IdRule> = Value extends string
  ? `0x${Value}` extends Applied["literals"]
    ? `0x${Value}` extends Applied["except"]
      ? Value
      : never
    : Value extends Brand<Applied>
      ? never
      : Value
  : Value;

/**
 * The type of a guard's parameter: a literal is judged, and what may be any number or any text is what the
 * guard is for, `unknown` and `string | undefined` included.
 */
export type GuardArgument<
  Value,
  Branded extends Brand<Rule>,
> = RuleOf<Branded>["base"] extends Value
  ? Value
  : [Value] extends [""]
    ? Branded | IfGeneric<Value, RuleOf<Branded>["base"], Brand<Rule>>
    : Branded extends BrandedNumber
      ? AllowedByGuard<Value, FaultyNumber<Value, RuleOf<Branded>>, RuleOf<Branded>>
      : Branded extends BrandedId
        ? AllowedByGuard<Value, FaultyId<Value, RuleOf<Branded>>, RuleOf<Branded>>
        : Branded extends BrandedText
          ? AllowedByGuard<Value, FaultyText<Value, RuleOf<Branded>>, RuleOf<Branded>>
          : never;

type AllowedByGuard<Value, Faulty, Applied extends Rule> = [NotWide<Faulty, Applied>] extends [
  never,
]
  ? Value
  :
      | Sentence<NotWide<Faulty, Applied>, Applied, `${Applied["guard"]}(value)`>
      | IfGeneric<Value, Applied["base"], Brand<Rule>>;

/** Without what may be more than one value of the right sort: a template, an enumeration, another's brand. */
type NotWide<Faulty, Applied extends Rule> = Faulty extends Applied["base"]
  ? AnyOf<Faulty> extends true
    ? never
    : Faulty
  : Faulty;

/** A text that is not blank as far as the compiler sees, or the sentence for one that is. */
export type Filled<Value, Expected extends string> = Value extends string
  ? Blank<Value> extends true
    ? Refusal<Show<Value>, "is empty", Expected>
    : Value
  : Refusal<Show<Value>, "is not a string", Expected>;

type Blank<Value extends string> = Value extends ""
  ? true
  : Value extends `${Space}${infer Rest}`
    ? Blank<Rest>
    : false;

/**
 * Nothing for a value whose type is known, and what a type parameter has to extend while it is not: for
 * a question that it puts off, the compiler leaves out the branch that anything at all would not take.
 */
type IfGeneric<Value, Taken, Marked = Taken> = Sort<Value, Marked> extends "known" ? never : Taken;
type Sort<Value, Marked> = { readonly value: Value } extends { readonly value: Marked }
  ? "branded"
  : "known";

/** Whether more than one value has the type: a record of one literal needs that key, others need none. */
type AnyOf<Value extends number | string> =
  Record<never, never> extends Record<Value, unknown> ? true : false;

type BaseName<Base> = Base extends number ? "number" : "string";

/** What is said of a value that breaks the rule: one sentence if it may be any number or any text. */
type Sentence<Faulty, Applied extends Rule, Cure extends string> = Applied["base"] extends Faulty
  ? NeedsGuard<BaseName<Applied["base"]>, Cure>
  : string extends Faulty
    ? NeedsNumber<Cure>
    : SentenceEach<Faulty, Applied, Cure>;

/** Never has the value itself: the compiler would infer it from here too, less what it knows of it. */
type SentenceEach<
  Faulty,
  Applied extends Rule,
  Cure extends string,
> = Faulty extends Applied["base"]
  ? AnyOf<Faulty> extends true
    ? NeedsGuard<BaseName<Applied["base"]>, Cure>
    : Refusal<Show<Faulty>, Applied["problem"], Applied["expected"]>
  : Refusal<Show<Faulty>, `is not a ${BaseName<Applied["base"]>}`, Applied["expected"]>;
