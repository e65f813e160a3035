import type {
  AllowedId,
  AllowedNumber,
  AllowedText,
  BrandedId,
  BrandedNumber,
  BrandedText,
  Filled,
} from "../check/allowed.js";
import type { RuleOf } from "../check/brand.js";
import type { BrandedBy, NameOf } from "../check/guard.js";
import type { NotBlank } from "../check/plain-guards.js";
import type { IdRule, NumberRule, TextRule } from "../check/rule.js";
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
import type { CheckedFields, CheckedRecords, CheckedTexts } from "./checked-records.js";

/** The methods that set the fields, each returning `Next`. */
export type Setters<Fields extends Rows, Next> = {
  readonly [Name in keyof Fields]: Setter<Fields[Name], Name & string, Next>;
};

/** The rest of a section's methods. Not one type with its setters: a message would name that one. */
export interface Without<Name, Next> {
  /**
   * Takes fields back, so that the body doesn't have them.
   *
   * `document.usePassport().without("usePassport")` → `{}`
   */
  without(...names: OneOrMore<Name>): Next;
}

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
  : Row extends WordRow<infer Word>
    ? (value: Word) => Next
    : Row extends TextsRow<infer Guard>
      ? TextsSetter<Guard, Next>
      : Row extends SingleRow<infer Guard>
        ? SingleSetter<BrandedBy<Guard>, Guard, Method, Next>
        : NestedSetter<Row, Next>;

type SingleRow<Guard> = (DecimalRow | IntegerRow | IdRow | UrlRow | TextRow) & {
  readonly guard: Guard;
};

type NestedSetter<Row, Next> =
  Row extends SectionRow<infer Inner, infer Builder>
    ? unknown extends Builder
      ? (refine: (section: SectionOf<Inner>) => SectionOf<Inner>) => Next
      : (refine: (section: Builder) => Builder) => Next
    : Row extends { readonly kind: "record"; readonly given?: infer Given }
      ? <const Value extends Given>(value: CheckedFields<Value, Given>) => Next
      : Row extends RecordsRow<infer Inner, infer Required>
        ? <const Given extends readonly unknown[]>(
            list: CheckedRecords<Given, Inner, Required>,
          ) => Next
        : never;

type SingleSetter<Branded, Guard, Method extends string, Next> = [Branded] extends [never]
  ? TextSetter<Guard, Next>
  : Branded extends BrandedNumber
    ? SetNumber<Branded, RuleOf<Branded>, Cure<Method, Guard>, Next>
    : Branded extends BrandedId
      ? SetId<Branded, RuleOf<Branded>, Cure<Method, Guard>, Next>
      : Branded extends BrandedText
        ? SetText<Branded, RuleOf<Branded>, Cure<Method, Guard>, Next>
        : never;

/*
 * The compiler works the type of a parameter out again at every call: what does not depend on the value has
 * to be worked out before. What an editor shows while nothing is typed yet is the default.
 */
type SetNumber<Branded, Applied extends NumberRule, Cure extends string, Next> = <
  const Value = Branded,
>(
  value: AllowedNumber<Value, Applied, Cure>,
) => Next;

type SetId<Branded, Applied extends IdRule, Cure extends string, Next> = <const Value = Branded>(
  value: AllowedId<Value, Applied, Cure, Branded>,
) => Next;

type SetText<Branded, Applied extends TextRule, Cure extends string, Next> = <
  const Value = Branded,
>(
  value: AllowedText<Value, Applied, Cure, Branded>,
) => Next;

type TextSetter<Guard, Next> =
  Guard extends NotBlank<infer Expected>
    ? <const Value = string>(value: Filled<Value, Expected>) => Next
    : (value: string) => Next;

type TextsSetter<Guard, Next> =
  Guard extends NotBlank<infer Expected>
    ? <const Given extends readonly string[]>(value: CheckedTexts<Given, Expected>) => Next
    : (value: readonly string[]) => Next;

type Cure<Method extends string, Guard> = `.${Method}(${NameOf<Guard>}(value))`;
