import type { Fields, ValueField } from "../fields/field.js";
import type { GuardedField } from "../fields/kinds.js";
import type { CheckedNumber, CheckedText } from "../types/checked.js";
import type { Law, NumberLaw, TextLaw } from "../types/law.js";

/** The methods that set the fields, each returning `Next`. */
export type Setters<Rows extends Fields, Next> = {
  readonly [Name in keyof Rows]: Setter<Rows[Name], Name & string, Next>;
};

/**
 * A flag takes nothing or a boolean, but not `undefined`, which an optional parameter would let
 * through and a bare call would take for true. An overload would cost the hover its documentation.
 */
type Setter<Row, Method extends string, Next> =
  Row extends GuardedField<infer Guard, infer Kept>
    ? GuardedSetter<Kept, Guard, Method, Next>
    : Row extends ValueField<"flag", boolean>
      ? (...enabled: [] | [enabled: boolean]) => Next
      : Row extends ValueField<string, infer Value>
        ? (value: Value) => Next
        : never;

type GuardedSetter<
  Kept extends Law,
  Guard extends string,
  Method extends string,
  Next,
> = Kept extends NumberLaw
  ? <const Value>(value: CheckedNumber<Value, Kept, Guard, Method>) => Next
  : Kept extends TextLaw
    ? <const Value>(value: CheckedText<Value, Kept, Guard, Method>) => Next
    : never;
