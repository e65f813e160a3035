import { fieldOf, isJsonObject } from "../model/json.js";
import type { RecordsRow, ValueRow } from "../model/row.js";
import { isBlank, referenceOf } from "../model/stored-value.js";

/**
 * A stored value as it is compared: lists as frozen copies with the table's fields alone, ids as their
 * references, `undefined` for what is blank. A value that isn't of the row's kind stays as it is.
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

function comparableId(value: unknown): unknown {
  const id = fieldOf(value, "_id") ?? value;
  return typeof id === "string" ? referenceOf(id) : value;
}

function comparableRecord({ rows }: RecordsRow, item: unknown): unknown {
  if (!isJsonObject(item)) return item;
  const entries = Object.entries(rows)
    .map(([name, row]) => [name, comparable(row, fieldOf(item, name))] as const)
    .filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(entries));
}

/** Whether two comparable values are the same. What JSON can't hold differs from all else. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object") return Object.is(one, other);
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    return false;
  }
}
