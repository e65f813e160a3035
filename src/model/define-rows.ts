import type { AnyGuard } from "../check/guard.js";
import { anyText, trueOrFalse } from "../check/plain-guards.js";
import type {
  Amount,
  DecimalRow,
  FlagRow,
  GroupRow,
  IdRow,
  IntegerRow,
  Measure,
  Pattern,
  Range,
  RecordRow,
  RecordsRow,
  Row,
  Rows,
  SectionRow,
  Stricter,
  Switch,
  TextRow,
  TextsRow,
  UrlRow,
  ValueRows,
  WordRow,
  Words,
} from "./row.js";

/* @__NO_SIDE_EFFECTS__ */
export function flag(stricter: Switch): FlagRow {
  return Object.freeze({ kind: "flag", guard: trueOrFalse, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function word<Word extends string>(
  guard: Words<Word>,
  stricter: Stricter<readonly (readonly NoInfer<Word>[])[]>,
): WordRow<Word> {
  if (typeof stricter !== "string") for (const rank of stricter) Object.freeze(rank);
  return Object.freeze({ kind: "word", guard, stricter: Object.freeze(stricter) });
}

export function text(stricter: Stricter<never>): TextRow;
export function text<Guard extends AnyGuard>(
  stricter: Stricter<never>,
  guard: Guard,
): TextRow<Guard>;
/* @__NO_SIDE_EFFECTS__ */
export function text(stricter: Stricter<never>, guard: AnyGuard = anyText): TextRow {
  return Object.freeze({ kind: "text", guard, stricter });
}

/** `of` names the texts: `"field names"`. */
/* @__NO_SIDE_EFFECTS__ */
export function texts<Guard extends AnyGuard>(
  of: string,
  guard: Guard,
  stricter: Amount,
): TextsRow<Guard> {
  return Object.freeze({ kind: "texts", guard, expected: `a list of ${of}`, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function decimal<Guard extends Range>(guard: Guard, stricter: Measure): DecimalRow<Guard> {
  return Object.freeze({ kind: "decimal", guard, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function integer<Guard extends Range>(guard: Guard, stricter: Measure): IntegerRow<Guard> {
  return Object.freeze({ kind: "integer", guard, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function id<Guard extends Pattern>(guard: Guard, stricter: Stricter<never>): IdRow<Guard> {
  return Object.freeze({ kind: "id", guard, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function url<Guard extends Pattern>(guard: Guard, stricter: Stricter<never>): UrlRow<Guard> {
  return Object.freeze({ kind: "url", guard, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function records<
  Inner extends ValueRows,
  const Required extends keyof Inner & string,
  Body = unknown,
>(
  rows: Inner,
  { required, most }: { readonly required: readonly Required[]; readonly most: number },
  stricter: Amount,
): RecordsRow<Inner, Required, Body> {
  return Object.freeze({
    kind: "records",
    rows: Object.freeze(rows),
    required: Object.freeze(required),
    most,
    expected: `a list of at most ${most} records`,
    stricter,
  });
}

/** `Builder` is the interface that the section's callback is given, `Body` that of its part of a body. */
/* @__NO_SIDE_EFFECTS__ */
export function section<Inner extends Rows, Builder = unknown, Body = unknown>(
  rows: Inner,
): SectionRow<Inner, Builder, Body> {
  return Object.freeze({ kind: "section", rows: Object.freeze(rows), stricter: "neutral" });
}

/** `Given` is the interface of the object that the row is set from. */
/* @__NO_SIDE_EFFECTS__ */
export function record<Inner extends ValueRows, Given = unknown>(
  rows: Inner,
): RecordRow<Inner, Given> {
  return Object.freeze({ kind: "record", rows: Object.freeze(rows), stricter: "neutral" });
}

/* @__NO_SIDE_EFFECTS__ */
export function group<Inner extends Rows, Body = unknown>(rows: Inner): GroupRow<Inner, Body> {
  return Object.freeze({ kind: "group", rows: Object.freeze(rows), stricter: "neutral" });
}

/** The fields of both, in this order. Bundlers leave out a call that nobody uses, but no spread. */
/* @__NO_SIDE_EFFECTS__ */
export function joined<First extends Rows, Second extends Rows>(
  first: First,
  second: Second,
): First & Second {
  return { ...first, ...second };
}

/** The same field, with the value that holds where a flow doesn't set it. */
/* @__NO_SIDE_EFFECTS__ */
export function byDefault<Given extends DecimalRow>(value: number, row: Given): Given {
  return Object.freeze({ ...row, byDefault: value });
}

/** The same field under another name in the body. */
/* @__NO_SIDE_EFFECTS__ */
export function sentAs<const Wire extends string, Given extends Row>(
  wire: Wire,
  row: Given,
): Given & { readonly wire: Wire } {
  return Object.freeze({ ...row, wire });
}
