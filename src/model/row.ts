import type { AnyGuard } from "../check/guard.js";

/**
 * Which way a change makes verification stricter; `"neutral"` if it makes no difference, `"unclear"`
 * if the documentation doesn't settle it.
 */
export type Stricter<Way> = Way | "neutral" | "unclear";
export type Switch = Stricter<"on" | "off">;
export type Measure = Stricter<"higher" | "lower">;
export type Amount = Stricter<"more" | "fewer">;

interface RowOf<Kind extends string, Way = never> {
  readonly kind: Kind;
  readonly stricter: Stricter<Way>;
  /** The name in the body, where it differs from the builder's. */
  readonly wire?: string;
}

/** A field of one value, and the guard that judges it. */
interface WithGuard<Guard extends AnyGuard = AnyGuard> {
  readonly guard: Guard;
  /** What holds where a flow doesn't set the field, if the documentation says so. */
  readonly byDefault?: unknown;
}

export type Range = AnyGuard & { readonly min: number; readonly max: number };
export type Words<Word extends string> = AnyGuard & { readonly values: readonly Word[] };
export type Pattern = AnyGuard & { readonly pattern: string };

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
export interface TextsRow<Guard extends AnyGuard = AnyGuard>
  extends RowOf<"texts", "more" | "fewer">,
    WithGuard<Guard> {
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
export interface RecordsRow<
  Inner extends ValueRows = ValueRows,
  Required extends string = string,
  Body = unknown,
> extends RowOf<"records", "more" | "fewer"> {
  readonly rows: Inner;
  /** The type of a record in a body. Exists for the compiler alone. */
  readonly body?: Body;
  /** The fields that no record can do without. */
  readonly required: readonly Required[];
  /** How many records the list may have. */
  readonly most: number;
  /** What is accepted as a whole, as sentences say it after "expected". */
  readonly expected: string;
}

/** Fields that are nested in the body, and refined by a callback that gets a builder of their own. */
export interface SectionRow<Inner extends Rows = Rows, Builder = unknown, Body = unknown>
  extends RowOf<"section"> {
  readonly rows: Inner;
  /** The type of that builder. Exists for the compiler alone. */
  readonly builder?: Builder;
  /** The type of their part of a body. Exists for the compiler alone. */
  readonly body?: Body;
}

/** Fields that are nested in the body, and set from an object with any of them. */
export interface RecordRow<Inner extends ValueRows = ValueRows, Given = unknown>
  extends RowOf<"record"> {
  readonly rows: Inner;
  /** The type of that object. Exists for the compiler alone. */
  readonly given?: Given;
}

/** Fields that are nested in the body, while their methods stand on the builder that holds the group. */
export interface GroupRow<Inner extends Rows = Rows, Body = unknown> extends RowOf<"group"> {
  readonly rows: Inner;
  /** The type of their part of a body. Exists for the compiler alone. */
  readonly body?: Body;
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
export type Row = ValueRow | NestedRow;

/** A row whose fields are an object of their own in the body. */
export type NestedRow = SectionRow | RecordRow | GroupRow;

export function isNested(row: Row): row is NestedRow {
  return row.kind === "section" || row.kind === "record" || row.kind === "group";
}

/** Fields by the names that they have on the builder. */
export interface Rows {
  readonly [name: string]: Row;
}

/** Fields that have none of their own. */
export interface ValueRows extends Rows {
  readonly [name: string]: ValueRow;
}
