import { fieldOf } from "./json.js";

/** Whether a server may return this for a field that nobody set. */
export function isBlank(value: unknown): boolean {
  const empty = Array.isArray(value) && value.length === 0;
  return value === undefined || value === null || value === "" || empty;
}

/** Whether a server returned it: only stored flows have an id of their own. */
export function isStored(flow: object): boolean {
  return Object.hasOwn(flow, "_id");
}

/** The id that is stored: it may come back as a whole object, and upper and lower case are the same. */
export function referenceOf(stored: unknown): string {
  return String(fieldOf(stored, "_id") ?? stored).toLowerCase();
}
