import type { AnyGuard } from "../check/guard.js";
import { type Issue, issueOf } from "../check/invalid-flow-error.js";
import { isJsonObject, isPlain, type JsonObject } from "../model/json.js";
import { type Collecting, collectorOf } from "../model/read-value.js";
import { isNested, type Row, type Rows } from "../model/row.js";
import { fieldPath } from "./path.js";
import { unknownAt } from "./unknown-names.js";

/**
 * Reads a part of foreign JSON into `body`, frozen; nothing if it has no fields, as the builder makes no empty
 * part. What is wrong goes to `issues`, under its path.
 */
export type FieldsReader = (
  given: unknown,
  path: string,
  issues: Issue[],
  body?: Record<string, unknown>,
) => JsonObject | undefined;

/** More than anybody reads, and few enough for a log. */
export const mostIssues = 100;

/** In records, a name is one of the record's own. */
const collecting: Collecting = {
  unknown: (path, name, rows) => unknownAt(fieldPath(path, name), name, rows, rows),
  mostIssues,
};

type Read = (value: unknown, path: string, issues: Issue[]) => unknown;

/**
 * The reader of the rows, made once: that takes longer than to read a body. `others` are names that may stand
 * beside the rows.
 */
export function fieldsReader(
  rows: Rows,
  others: readonly string[] = [],
  all: Rows = rows,
): FieldsReader {
  const fields = Object.entries(rows).map(([name, row]) => {
    return { wire: row.wire ?? name, read: readOf(row, all) };
  });
  const known = new Set([...others, ...fields.map(({ wire }) => wire)]);
  return (given, path, issues, body = {}) => {
    if (!isJsonObject(given)) {
      issues.push(issueOf(path, given, "is not an object", "an object"));
      return body;
    }
    let found = 0;
    let isEmpty = path !== "";
    for (const { wire, read } of fields) {
      if (!Object.hasOwn(given, wire)) continue;
      found += 1;
      const value = given[wire];
      const held = value === undefined ? undefined : read(value, path, wire, issues);
      if (held === undefined) continue;
      body[wire] = held;
      isEmpty = false;
    }
    const names = Object.keys(given);
    if (names.length === 0 && !isPlain(given)) {
      // A map, a date, an object that inherits its fields: it only looks as if it had none.
      issues.push(issueOf(path, given, "isn't plain data", "an object"));
    }
    if (names.length > found) {
      const unknown = names.filter((name) => !known.has(name)).slice(0, mostIssues);
      issues.push(...unknown.map((name) => unknownAt(fieldPath(path, name), name, rows, all)));
    }
    return isEmpty ? undefined : Object.freeze(body);
  };
}

/** The path is made of its two parts only where it's needed, which halves the time. */
type ReadField = (value: unknown, within: string, wire: string, issues: Issue[]) => unknown;

function readOf(row: Row, all: Rows): ReadField {
  if (isNested(row)) return named(fieldsReader(row.rows, [], all));
  if (row.kind !== "texts" && row.kind !== "records") return judged(row.guard);
  return named(collectorOf(row, collecting));
}

function named(read: Read): ReadField {
  return (value, within, wire, issues) =>
    read(value, within === "" ? wire : `${within}.${wire}`, issues);
}

function judged({ problem: problemOf, expected }: AnyGuard): ReadField {
  return (value, within, wire, issues) => {
    const problem = problemOf(value);
    if (problem !== undefined) {
      issues.push(issueOf(fieldPath(within, wire), value, problem, expected));
    }
    return value;
  };
}
