import type { Allowed, Filled } from "../check/allowed.js";
import type { BrandedBy, NameOf } from "../check/guard.js";
import type { NotBlank } from "../check/plain-guards.js";
import type { NeedsField, Unknown } from "../check/sentences.js";
import type { ValueOf } from "../model/body.js";
import type { Row, Rows } from "../model/row.js";

declare const refused: unique symbol;

/** Names that aren't known. Nothing has the type, and an object literal is told which names are known. */
interface Refused<Sentence extends string> {
  readonly [refused]: Sentence;
}

/**
 * The type of a parameter that takes any fields of `Known`: a variable may not have others either, and a
 * field that is there has to have a value. `infer` puts off the judgement of what isn't accepted: without
 * it, the compiler prepares that branch at every call, which costs a third of a whole flow.
 */
export type CheckedFields<Given extends Known, Known> = [keyof Given, Given[keyof Given]] extends [
  keyof Known,
  Something,
]
  ? Given
  : Faulty<Given, Known> extends infer Wrong
    ? JudgedFields<Wrong, Given, Known>
    : never;

/** What is neither `undefined` nor `null`. */
type Something = NonNullable<unknown>;

type JudgedFields<Wrong, Given, Known> = [Wrong] extends [never]
  ? Given
  : Known &
      ([Exclude<Wrong, keyof Known>] extends [never]
        ? Required<Pick<Known, Wrong & keyof Known>>
        : Refused<UnknownNames<Exclude<Wrong, keyof Known> & string>>);

/** The names of the fields that aren't known, and of those that are there and may be `undefined`. */
type Faulty<Given, Known> = {
  [Name in keyof Given]-?: Name extends keyof Known
    ? undefined extends Given[Name]
      ? Record<never, never> extends Pick<Given, Name>
        ? never
        : Name
      : never
    : Name;
}[keyof Given];

type UnknownNames<Name extends string> = string extends Name
  ? "an object with any names can't be checked: name its fields"
  : Unknown<Name>;

/** The type of a parameter that takes a list of texts, each one judged if it is a literal. */
export type CheckedTexts<Given, Expected extends string> = {
  readonly [Index in keyof Given]: Filled<Given[Index], Expected>;
};

/** The type of a parameter that takes a list of records: each field is judged as a setter judges. */
export type CheckedRecords<Given, Inner extends Rows, Needed extends string> = {
  readonly [Index in keyof Given]: CheckedRecord<Given[Index], Inner, Needed>;
};

/** A field that isn't known meets a sentence, and so does a record without a field that it needs. */
type CheckedRecord<Given, Inner extends Rows, Needed extends string> = [
  Exclude<Needed, Present<Given>>,
] extends [never]
  ? {
      readonly [Name in keyof Given]: Name extends keyof Inner & string
        ? CheckedField<ValueIn<Given, Name>, Inner[Name], Name>
        : Unknown<Name & string>;
    }
  : NeedsField<Exclude<Needed, Present<Given>>>;

/** A field that may be missing is judged as what it is when it's there. */
type ValueIn<Given, Name extends keyof Given> =
  Record<never, never> extends Pick<Given, Name> ? Exclude<Given[Name], undefined> : Given[Name];

/** The fields that are there in any case. */
type Present<Given> = {
  readonly [Name in keyof Given]-?: Record<never, never> extends Pick<Given, Name> ? never : Name;
}[keyof Given];

type CheckedField<Value, Field extends Row, Name extends string> = Field extends {
  readonly guard: infer Guard;
}
  ? [BrandedBy<Guard>] extends [never]
    ? Guard extends NotBlank<infer Expected>
      ? Filled<Value, Expected>
      : ValueOf<Field>
    : Allowed<Value, BrandedBy<Guard>, `${Name}: ${NameOf<Guard>}(value)`>
  : ValueOf<Field>;
