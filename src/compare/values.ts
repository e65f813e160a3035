import { fieldOf, isJsonObject } from "../model/json.js";
import type { RecordsRow, ValueRow } from "../model/row.js";
import { isBlank, referenceOf } from "../model/stored-value.js";

/**
 * A stored value as it is compared: lists as frozen copies with the table's fields alone, ids as their
 * texts, `undefined` for what is blank. A value that isn't of the row's kind stays as it is.
 */
export function comparable(row: ValueRow, value: unknown): unknown {
  if (isBlank(value)) return undefined;
  switch (row.kind) {
    case "id":
      return comparableId(value);
    case "texts":
      return Array.isArray(value) ? Object.freeze([...value]) : value;
    case "records":
      return Array.isArray(value)
        ? Object.freeze(value.map((item) => comparableRecord(row, item)))
        : value;
    case "flag":
    case "word":
    case "text":
    case "decimal":
    case "integer":
    case "url":
      return value;
  }
}

/** Whoever reads a change is shown the id as it was written. */
function comparableId(value: unknown): unknown {
  const id = fieldOf(value, "_id");
  return typeof id === "string" ? id : value;
}

function comparableRecord({ rows }: RecordsRow, item: unknown): unknown {
  if (!isJsonObject(item)) return item;
  const entries = Object.entries(rows)
    .map(([name, row]) => [name, comparableIn(row, fieldOf(item, name))] as const)
    .filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(entries));
}

/** Records are compared as a whole, so that their ids have one case. */
function comparableIn(row: ValueRow, given: unknown): unknown {
  const value = comparable(row, given);
  return row.kind === "id" && typeof value === "string" ? referenceOf(value) : value;
}

/** Whether two comparable values are the same. What JSON can't hold differs from all else. */
export function isSame({ kind }: ValueRow, one: unknown, other: unknown): boolean {
  if (kind === "id" && typeof one === "string" && typeof other === "string")
    return referenceOf(one) === referenceOf(other);
  if (typeof one !== "object" || typeof other !== "object") return Object.is(one, other);
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    return false;
  }
}
