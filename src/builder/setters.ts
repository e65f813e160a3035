import type { Fields, ValueField } from "../fields/field.js";
import type { GuardedField } from "../fields/kinds.js";
import type { Checked } from "../types/checked.js";

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
    ? <const Value>(value: Checked<Value, Kept, Guard, Method>) => Next
    : Row extends ValueField<"flag", boolean>
      ? (...enabled: [] | [enabled: boolean]) => Next
      : Row extends ValueField<string, infer Value>
        ? (value: Value) => Next
        : never;
