import type { CheckedNumber, CheckedText } from "../check/checked.js";
import type { AnyGuard, RuleOf } from "../check/guard.js";
import type { NumberRule, Rule, TextRule } from "../check/rule.js";
import type {
  DecimalRow,
  FlagRow,
  GroupRow,
  IdRow,
  IntegerRow,
  RecordsRow,
  Rows,
  SectionRow,
  TextRow,
  TextsRow,
  UrlRow,
  WordRow,
} from "../model/row.js";
import type { CheckedRecords } from "./checked-records.js";

/** The methods that set the fields, each returning `Next`. */
export type Setters<Fields extends Rows, Next> = {
  readonly [Name in keyof Fields]: Setter<Fields[Name], Name & string, Next>;
};

/** The methods of a section: its setters, and `without`. */
export type SectionMethods<Fields extends Rows, Next> = Setters<Fields, Next> & {
  /**
   * Takes fields back, so that the body doesn't have them.
   *
   * `document.usePassport().without("usePassport")` → `{}`
   */
  without(...names: OneOrMore<keyof Fields>): Next;
};

type OneOrMore<Name> = readonly [Name, ...Name[]];

/** The builder of a section that has no name of its own. */
type SectionOf<Fields extends Rows> = {
  readonly [Name in keyof Fields | "without"]: Name extends keyof Fields
    ? Setter<Fields[Name], Name & string, SectionOf<Fields>>
    : (...names: OneOrMore<keyof Fields>) => SectionOf<Fields>;
};

/** The fields that a flow has methods for: those of its groups stand on the flow itself. */
export type Settable<Fields extends Rows> = {
  readonly [Name in keyof Fields as Fields[Name] extends GroupRow ? never : Name]: Fields[Name];
} & Grouped<{
  readonly [Name in keyof Fields]: Fields[Name] extends GroupRow<infer Inner>
    ? (rows: Inner) => void
    : never;
}>;

type Grouped<Takers> = Takers[keyof Takers] extends (rows: infer Inner) => void ? Inner : never;

/**
 * A flag takes nothing or a boolean, but not `undefined`, which an optional parameter would let
 * through and a bare call would take for true. An overload would cost the hover its documentation.
 */
type Setter<Row, Method extends string, Next> = Row extends FlagRow
  ? (...enabled: [] | [enabled: boolean]) => Next
  : Row extends DecimalRow<infer Guard> | IntegerRow<infer Guard>
    ? NumberSetter<RuleOf<Guard>, Method, Next>
    : Row extends IdRow<infer Guard> | UrlRow<infer Guard>
      ? TextSetter<Guard, Method, Next>
      : Row extends WordRow<infer Word>
        ? (value: Word) => Next
        : Row extends TextRow<infer Guard>
          ? TextSetter<Guard, Method, Next>
          : Row extends TextsRow
            ? (value: readonly string[]) => Next
            : NestedSetter<Row, Next>;

type NestedSetter<Row, Next> =
  Row extends SectionRow<infer Inner, infer Builder>
    ? unknown extends Builder
      ? (refine: (section: SectionOf<Inner>) => SectionOf<Inner>) => Next
      : (refine: (section: Builder) => Builder) => Next
    : Row extends { readonly kind: "record"; readonly given?: infer Given }
      ? (value: Given) => Next
      : Row extends RecordsRow<infer Inner, infer Required>
        ? <const Given extends readonly unknown[]>(
            list: CheckedRecords<Given, Inner, Required>,
          ) => Next
        : never;

type NumberSetter<Applied, Method extends string, Next> = Applied extends NumberRule
  ? <const Value>(value: CheckedNumber<Value, Applied, Cure<Method, Applied>>) => Next
  : never;

type TextSetter<Guard extends AnyGuard, Method extends string, Next> =
  RuleOf<Guard> extends infer Applied extends TextRule
    ? [Applied] extends [never]
      ? (value: string) => Next
      : <const Value>(value: CheckedText<Value, Applied, Cure<Method, Applied>>) => Next
    : never;

type Cure<Method extends string, Applied extends Rule> = `.${Method}(${Applied["guard"]}(value))`;
