import { type Issue, issueOf } from "../check/invalid-flow-error.js";
import type { FlowData } from "../model/flow-data.js";
import { fieldOf, isJsonObject } from "../model/json.js";
import { issuesOf } from "../model/read-value.js";
import { isNested, type ValueRow, type ValueRows } from "../model/row.js";
import { isBlank } from "../model/stored-value.js";
import { type Place, walk } from "../model/walk.js";

/** A field that is set in a flow, or a part of it with such fields. */
export interface Held extends Place {
  /** As the builder takes it: an id for a populated object, records without fields of the server. */
  readonly value: unknown;
  /** Why the table doesn't allow it; nothing if it does. */
  readonly issues: readonly Issue[];
  readonly inner: readonly Held[];
}

type Read = (within: unknown) => readonly Held[];

/**
 * What is set of all that the table knows, in the table's order. A blank value is no value where the table
 * doesn't allow it, nor in a stored flow, where it stands for what nobody set.
 */
export function heldIn({ type, data }: FlowData): readonly Held[] {
  const stored = Object.hasOwn(data, "_id");
  const reads = walk<Read>(type.rows, (place, inner) => (within) => {
    const { row, wire } = place;
    const given = fieldOf(within, wire);
    return isNested(row) ? heldPart(place, inner, given) : heldValue(place, row, given, stored);
  });
  return reads.flatMap((read) => read(data));
}

function heldPart(place: Place, inner: readonly Read[], given: unknown): readonly Held[] {
  if (isBlank(given)) return [];
  if (!isJsonObject(given)) {
    const issues = [issueOf(place.path, given, "is not an object", "an object")];
    return [{ ...place, value: given, issues, inner: [] }];
  }
  const fields = inner.flatMap((read) => read(given));
  return fields.length > 0 ? [{ ...place, value: given, issues: [], inner: fields }] : [];
}

function heldValue(place: Place, row: ValueRow, given: unknown, stored: boolean): readonly Held[] {
  const value = unpopulated(row, given);
  const issues = issuesOf(row, value, place.path);
  const unset = isBlank(value) && (stored || issues.length > 0);
  return unset ? [] : [{ ...place, value, issues, inner: [] }];
}

function unpopulated(row: ValueRow, given: unknown): unknown {
  if (row.kind === "id") return fieldOf(given, "_id") ?? given;
  if (row.kind !== "records" || !Array.isArray(given)) return given;
  return given.map((record) => (isJsonObject(record) ? knownFields(row.rows, record) : record));
}

function knownFields(rows: ValueRows, record: unknown): object {
  const entries = Object.entries(rows).flatMap(([name, row]) => {
    const value = unpopulated(row, fieldOf(record, name));
    const unset = isBlank(value) && issuesOf(row, value, name).length > 0;
    return unset ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}
