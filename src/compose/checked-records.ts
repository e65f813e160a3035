import type { CheckedText } from "../check/checked.js";
import type { RuleOf } from "../check/guard.js";
import type { TextRule } from "../check/rule.js";
import type { ValueOf } from "../model/body.js";
import type { Row, Rows } from "../model/row.js";

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
        ? CheckedField<Given[Name], Inner[Name], Name>
        : `'${Name & string}' is not known here`;
    }
  : `a record needs its ${Exclude<Needed, Present<Given>>}`;

/** The fields that are there in any case. */
type Present<Given> = {
  readonly [Name in keyof Given]-?: Record<never, never> extends Pick<Given, Name> ? never : Name;
}[keyof Given];

type CheckedField<Value, Field extends Row, Name extends string> = Field extends {
  readonly guard: infer Guard;
}
  ? RuleOf<Guard> extends infer Applied extends TextRule
    ? [Applied] extends [never]
      ? ValueOf<Field>
      : CheckedText<Value, Applied, `${Name}: ${Applied["guard"]}(value)`>
    : never
  : never;
