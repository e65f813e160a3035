import type { AnyGuard } from "../check/guard.js";
import { anyText, trueOrFalse } from "../check/plain-guards.js";

/**
 * Which way a change makes verification stricter; `"neutral"` if it makes no difference, `"unclear"`
 * if the documentation doesn't settle it.
 */
type Stricter<Way> = Way | "neutral" | "unclear";
type Switch = Stricter<"on" | "off">;
type Measure = Stricter<"higher" | "lower">;
type Amount = Stricter<"more" | "fewer">;

interface RowOf<Kind extends string, Way = never> {
  readonly kind: Kind;
  readonly stricter: Stricter<Way>;
  /** The name in the body, where it differs from the builder's. */
  readonly wire?: string;
}

/** A field of one value, and the guard that judges it. */
interface WithGuard<Guard extends AnyGuard = AnyGuard> {
  readonly guard: Guard;
}

type Range = AnyGuard & { readonly min: number; readonly max: number };
type Words<Word extends string> = AnyGuard & { readonly values: readonly Word[] };
type Pattern = AnyGuard & { readonly pattern: RegExp };

/** On or off. */
export interface FlagRow extends RowOf<"flag", "on" | "off">, WithGuard {}

/** One of a few words. `stricter` ranks them from the most lenient; equals stand in one rank. */
export interface WordRow<Word extends string = string>
  extends RowOf<"word", readonly (readonly Word[])[]>,
    WithGuard<Words<Word>> {}

/** A text; not any text if its guard is a pattern. */
export interface TextRow<Guard extends AnyGuard = AnyGuard>
  extends RowOf<"text">,
    WithGuard<Guard> {}

/** A list of texts, each judged by the guard. */
export interface TextsRow extends RowOf<"texts", "more" | "fewer">, WithGuard {
  /** What is accepted as a whole, as sentences say it after "expected". */
  readonly expected: string;
}

/** A decimal number between two bounds. */
export interface DecimalRow<Guard extends Range = Range>
  extends RowOf<"decimal", "higher" | "lower">,
    WithGuard<Guard> {}

/** An integer between two bounds. */
export interface IntegerRow<Guard extends Range = Range>
  extends RowOf<"integer", "higher" | "lower">,
    WithGuard<Guard> {}

/** The id of something that Verifik stores. */
export interface IdRow<Guard extends Pattern = Pattern> extends RowOf<"id">, WithGuard<Guard> {}

/** The URL of a page or an API. */
export interface UrlRow<Guard extends Pattern = Pattern> extends RowOf<"url">, WithGuard<Guard> {}

/** A list of records, each with fields of its own, under the names of the body. */
export interface RecordsRow<Inner extends ValueRows = ValueRows, Required extends string = string>
  extends RowOf<"records", "more" | "fewer"> {
  readonly rows: Inner;
  /** The fields that no record can do without. */
  readonly required: readonly Required[];
  /** How many records the list may have. */
  readonly most: number;
}

/** Fields that are nested in the body, and refined by a callback that gets a builder of their own. */
export interface SectionRow<Inner extends Rows = Rows, Builder = unknown> extends RowOf<"section"> {
  readonly rows: Inner;
  /** The type of that builder. Exists for the compiler alone. */
  readonly builder?: Builder;
}

/** Fields that are nested in the body, and set from an object with any of them. */
export interface RecordRow<Inner extends ValueRows = ValueRows, Given = unknown>
  extends RowOf<"record"> {
  readonly rows: Inner;
  /** The type of that object. Exists for the compiler alone. */
  readonly given?: Given;
}

/** Fields that are nested in the body, while their methods stand on the builder that holds the group. */
export interface GroupRow<Inner extends Rows = Rows> extends RowOf<"group"> {
  readonly rows: Inner;
}

/** A field that one call sets to one value. */
export type ValueRow =
  | FlagRow
  | WordRow
  | TextRow
  | TextsRow
  | DecimalRow
  | IntegerRow
  | IdRow
  | UrlRow
  | RecordsRow;

/** A field of a flow: frozen data that anyone may walk, with {@link walk}. */
export type Row = ValueRow | SectionRow | RecordRow | GroupRow;

/** Fields by the names that they have on the builder. */
export interface Rows {
  readonly [name: string]: Row;
}

/** Fields that have none of their own. */
interface ValueRows extends Rows {
  readonly [name: string]: ValueRow;
}

/* @__NO_SIDE_EFFECTS__ */
export function flag(stricter: Switch): FlagRow {
  return Object.freeze({ kind: "flag", guard: trueOrFalse, stricter });
}

/* @__NO_SIDE_EFFECTS__ */
export function word<Word extends string>(
  guard: Words<Word>,
  stricter: Stricter<readonly (readonly NoInfer<Word>[])[]>,
): WordRow<Word> {
  return Object.freeze({ kind: "word", guard, stricter });
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
export function texts(of: string, guard: AnyGuard, stricter: Amount): TextsRow {
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
export function records<Inner extends ValueRows, const Required extends keyof Inner & string>(
  rows: Inner,
  { required, most }: { readonly required: readonly Required[]; readonly most: number },
  stricter: Amount,
): RecordsRow<Inner, Required> {
  return Object.freeze({
    kind: "records",
    rows: Object.freeze(rows),
    required: Object.freeze(required),
    most,
    stricter,
  });
}

/** `Builder` is the interface that the section's callback is given. */
/* @__NO_SIDE_EFFECTS__ */
export function section<Inner extends Rows, Builder = unknown>(
  rows: Inner,
): SectionRow<Inner, Builder> {
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
export function group<Inner extends Rows>(rows: Inner): GroupRow<Inner> {
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

/** The same field under another name in the body. */
/* @__NO_SIDE_EFFECTS__ */
export function sentAs<const Wire extends string, Given extends Row>(
  wire: Wire,
  row: Given,
): Given & { readonly wire: Wire } {
  return Object.freeze({ ...row, wire });
}
