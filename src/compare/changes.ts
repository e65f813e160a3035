import { fieldOf } from "../model/json.js";
import { readerOf } from "../model/read-value.js";
import { isNested, type Rows, type ValueRow } from "../model/row.js";
import { type Place, walk } from "../model/walk.js";
import { type Effect, effectOf } from "./effect.js";
import { comparable, isSame } from "./values.js";

/** A field in which two flows differ. */
export interface Change {
  /** The field, as the builder names it: `document.minScore`. */
  readonly path: string;
  /** Where it is in the body: `onboardingSettings.document.compareMinScore`. */
  readonly bodyPath: string;
  /** What the first flow has; `undefined` if nothing. */
  readonly before: unknown;
  /** What the second flow has; `undefined` if nothing. */
  readonly after: unknown;
  /** What the change does to verification. */
  readonly effect: Effect;
}

/** A field of one value, and what a flow has for it. */
interface Reading {
  readonly place: Place;
  readonly row: ValueRow;
  readonly value: unknown;
}

/** What a flow has for each field, in the table's order. */
export function readingsOf(rows: Rows, data: unknown): readonly Reading[] {
  const readings: Reading[] = [];
  readInto(readings, fieldsOf(rows), data);
  return readings;
}

/** The changes between the readings of two flows of one type. */
export function changesBetween(
  before: readonly Reading[],
  after: readonly Reading[],
): readonly Change[] {
  const changes = before.flatMap((reading, index) => {
    const value = after[index]?.value;
    return isSame(reading.value, value) ? [] : [changeOf(reading, value)];
  });
  return Object.freeze(changes);
}

function changeOf({ place, row, value: before }: Reading, after: unknown): Change {
  const isKnown = [before, after].every((value) => value === undefined || accepts(row, value));
  const effect = isKnown ? effectOf(row, before, after) : "unclear";
  return Object.freeze({ path: place.path, bodyPath: place.bodyPath, before, after, effect });
}

function accepts(row: ValueRow, value: unknown): boolean {
  try {
    readerOf(row)(value, "");
    return true;
  } catch {
    return false;
  }
}

/** A row in its place, with those within it. */
interface Field {
  readonly place: Place;
  readonly inner: readonly Field[];
}

function readInto(readings: Reading[], fields: readonly Field[], data: unknown): void {
  for (const { place, inner } of fields) {
    const value = fieldOf(data, place.wire);
    const { row } = place;
    if (isNested(row)) readInto(readings, inner, value);
    else readings.push({ place, row, value: comparable(row, value) });
  }
}

const known = new WeakMap<Rows, readonly Field[]>();

/** The table as a tree. Kept, because to make it takes longer than to compare two flows. */
function fieldsOf(rows: Rows): readonly Field[] {
  const fields = known.get(rows) ?? walk<Field>(rows, (place, inner) => ({ place, inner }));
  known.set(rows, fields);
  return fields;
}
