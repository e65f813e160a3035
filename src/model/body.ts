import type {
  DecimalRow,
  FlagRow,
  GroupRow,
  IdRow,
  IntegerRow,
  RecordRow,
  RecordsRow,
  Rows,
  SectionRow,
  TextRow,
  TextsRow,
  UrlRow,
  WordRow,
} from "./row.js";

type WireName<Name, Row> = Row extends { readonly wire: infer Wire extends string } ? Wire : Name;

/** What a body holds for the row. */
export type ValueOf<Row> = Row extends FlagRow
  ? boolean
  : Row extends WordRow<infer Word>
    ? Word
    : Row extends DecimalRow | IntegerRow
      ? number
      : Row extends TextRow | IdRow | UrlRow
        ? string
        : Row extends TextsRow
          ? readonly string[]
          : Row extends RecordsRow<infer Inner, infer Needed, infer Body>
            ? readonly Named<Body, Needing<BodyOf<Inner>, Needed>>[]
            : Row extends RecordRow<infer Inner, infer Given>
              ? Named<Given, BodyOf<Inner>>
              : Row extends SectionRow<infer Inner, infer _Builder, infer Body>
                ? Named<Body, BodyOf<Inner>>
                : Row extends GroupRow<infer Inner, infer Body>
                  ? Named<Body, BodyOf<Inner>>
                  : never;

/** The interface that the table names; what is made of the rows if it names none. */
type Named<Interface, Made> = unknown extends Interface ? Made : Interface;

/** The part of a body that stands for the fields, every one of them optional. */
export type BodyOf<Fields extends Rows> = {
  readonly [Name in keyof Fields as WireName<Name, Fields[Name]>]?: ValueOf<Fields[Name]>;
};

/** The same part, with some of the fields in any case. */
export type Needing<Body, Needed extends PropertyKey> = Omit<Body, Needed> &
  Required<Pick<Body, Needed & keyof Body>>;
