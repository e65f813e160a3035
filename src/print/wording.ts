import type { JsonObject } from "../model/json.js";
import type { FlagRow, RecordsRow, Rows, WordRow } from "../model/row.js";
import type { Way } from "./diagram.js";
import type { Locale } from "./locale.js";

/** A sentence, and what makes somebody fail because of it. `{}` stands for the value of the field. */
export type Saying = string | readonly [says: string, fails: string];

/** What is said of a field: one sentence, or one for each of its values. */
type SayingsOf<Row> = Row extends FlagRow
  ? Readonly<Record<"true" | "false", Saying>>
  : Row extends WordRow<infer Word>
    ? Readonly<Record<Word, Saying>> | string
    : Row extends RecordsRow<infer Inner>
      ? Readonly<Record<keyof Inner | "all", string>>
      : Row extends { readonly rows: infer Inner extends Rows }
        ? SayingsFor<Inner>
        : Saying;

/** What is said of each field of a table, none forgotten; of records, for how many have the field. */
export type SayingsFor<Fields extends Rows> = {
  readonly [Name in keyof Fields]: SayingsOf<Fields[Name]>;
};

/** {@link SayingsFor} any table. */
interface Sayings {
  readonly [name: string]: Saying | Sayings;
}

/** A chapter of an explanation. */
export interface Chapter {
  /** The builder's paths of its fields. That of a section means what no other chapter has of it. */
  readonly fields: readonly string[];
  /** Whether somebody comes by, for a stop on the way: it has a number, and nobody fails elsewhere. */
  readonly isStop?: (data: JsonObject) => boolean;
}

/** Something that follows from more than one field. */
export interface Fact {
  readonly chapter: string;
  readonly holds: (data: JsonObject) => boolean;
}

/** What is said of a flow type in one language. */
export interface Wording<
  Chapters extends string = string,
  Facts extends string = string,
  SaidOfFields = Sayings,
> {
  readonly title: string;
  /** The heading of what makes somebody fail. */
  readonly fails: string;
  readonly chapters: Readonly<Record<Chapters, string>>;
  readonly facts: Readonly<Record<Facts, Saying>>;
  readonly sayings: SaidOfFields;
}

/** How a flow type is explained. */
export interface Telling {
  /** In their order. */
  readonly chapters: Readonly<Record<string, Chapter>>;
  readonly facts: Readonly<Record<string, Fact>>;
  /** Functions, so that words are made for nobody who doesn't read them. */
  readonly wording: Readonly<Record<Locale, () => Wording>>;
  /** The way that the flow leads somebody. */
  readonly way: (data: JsonObject) => Way;
}
