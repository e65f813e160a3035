import { fieldOf } from "../model/json.js";
import { issuesOf } from "../model/read-value.js";
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

/** The changes between what two flows of the table's type have, in its order. */
export function changesBetween(rows: Rows, before: unknown, after: unknown): readonly Change[] {
  const changes: Change[] = [];
  addChanges(changes, fieldsOf(rows), before, after);
  return Object.freeze(changes);
}

/** Adds to one list: lists of lists take twice as long. */
function addChanges(to: Change[], fields: readonly Field[], before: unknown, after: unknown): void {
  for (const { place, inner } of fields) {
    const one = fieldOf(before, place.wire);
    const other = fieldOf(after, place.wire);
    if (one === other) continue;
    if (isNested(place.row)) addChanges(to, inner, one, other);
    else addChange(to, place, place.row, one, other);
  }
}

function addChange(to: Change[], place: Place, row: ValueRow, one: unknown, other: unknown): void {
  const [before, after] = [comparable(row, one), comparable(row, other)];
  if (isSame(row, before, after)) return;
  const { path, bodyPath } = place;
  // Nothing is known of a value that the row doesn't accept.
  const isKnown = accepts(row, before) && accepts(row, after);
  const effect = isKnown ? effectOf(row, before, after) : "unclear";
  to.push(Object.freeze({ path, bodyPath, before, after, effect }));
}

function accepts(row: ValueRow, value: unknown): boolean {
  return value === undefined || issuesOf(row, value, "").length === 0;
}

/** A row in its place, with those within it. */
interface Field {
  readonly place: Place;
  readonly inner: readonly Field[];
}

const known = new WeakMap<Rows, readonly Field[]>();

/** The table as a tree. Kept, because to make it takes longer than to compare two flows. */
function fieldsOf(rows: Rows): readonly Field[] {
  const fields = known.get(rows) ?? walk<Field>(rows, (place, inner) => ({ place, inner }));
  known.set(rows, fields);
  return fields;
}
