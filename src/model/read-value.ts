import { enforcing } from "../check/guard.js";
import { InvalidFlowError, type Issue, issueOf, unknownName } from "../check/invalid-flow-error.js";
import { needsField } from "../check/sentences.js";
import type { RecordsRow, Rows, TextsRow, ValueRow } from "./row.js";

/** The value as a body holds it: itself, or a frozen copy of a list. `path` says where it was met. */
type Reader = (value: unknown, path: string) => unknown;

/** What reads the row's value. It throws `InvalidFlowError` with every issue if the row doesn't allow it. */
export function readerOf(row: ValueRow): Reader {
  switch (row.kind) {
    case "texts":
      return (value, path) => readTexts(row, value, path);
    case "records":
      return recordsReader(row);
    case "flag":
    case "word":
    case "text":
    case "decimal":
    case "integer":
    case "id":
    case "url":
      return enforcing(row.guard);
  }
}

function readTexts({ guard, expected }: TextsRow, value: unknown, path: string): unknown {
  const items = copyOfList(listIn(value, path, expected));
  const issues = items.flatMap((item, index) => {
    const problem = guard.problem(item);
    return problem ? [issueOf(`${path}[${index}]`, item, problem, guard.expected)] : [];
  });
  if (issues.length > 0) throw new InvalidFlowError(issues);
  return Object.freeze(items);
}

function recordsReader(row: RecordsRow): Reader {
  const readRecord = recordReader(row);
  const { most, expected } = row;
  return (value, path) => {
    const list = listIn(value, path, expected);
    if (list.length > most) {
      throw new InvalidFlowError([issueOf(path, value, `has ${list.length} records`, expected)]);
    }
    const issues: Issue[] = [];
    const copy = copyOfList(list).map((item, index) =>
      readRecord(item, `${path}[${index}]`, issues),
    );
    if (issues.length > 0) throw new InvalidFlowError(issues);
    return Object.freeze(copy);
  };
}

/** Makes a frozen copy with its fields in the table's order. What is wrong with it goes to `issues`. */
function recordReader({ rows, required }: RecordsRow) {
  const fields = Object.entries(rows).map(
    ([name, row]) => [name, row.kind, readerOf(row)] as const,
  );
  return (given: unknown, path: string, issues: Issue[]): unknown => {
    if (!hasFields(given)) {
      issues.push(issueOf(path, given, "is not an object", "a record"));
      return given;
    }
    for (const name of unknownFields(given, rows)) {
      issues.push(unknownName(path, name, Object.keys(rows)));
    }
    const entries = fields.flatMap(([name, kind, read]) => {
      if (!hasField(given, name)) {
        if (required.includes(name)) issues.push(lacking(rows[name], name, path));
        return [];
      }
      try {
        return [[name, read(given[name], `${path}.${name}`)] as const];
      } catch (error) {
        const unreadable = issueOf(`${path}.${name}`, given, "can't be read", kind);
        issues.push(...(error instanceof InvalidFlowError ? error.issues : [unreadable]));
        return [];
      }
    });
    return Object.freeze(Object.fromEntries(entries));
  };
}

function lacking(row: ValueRow | undefined, name: string, path: string): Issue {
  const expected = row && "guard" in row ? row.guard.expected : name;
  const message = `${needsField(name)}: expected ${expected}`;
  return { path: `${path}.${name}`, message, expected, received: "undefined" };
}

/** Whether it is an object with fields, and no list or map. */
export function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value);
}

/** Whether the object has the field, or its class does: what every object inherits is no field. */
export function hasField(given: object, name: string): boolean {
  return Object.hasOwn(given, name) || (name in given && !(name in Object.prototype));
}

/** The object's fields that are no rows. */
export function unknownFields(given: object, rows: Rows): readonly string[] {
  return Object.keys(given).filter((name) => !Object.hasOwn(rows, name));
}

function listIn(value: unknown, path: string, expected: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new InvalidFlowError([issueOf(path, value, "is not a list", expected)]);
}

/** By index: holes become `undefined`, and an iterator of the caller's own says nothing. */
function copyOfList(list: readonly unknown[]): readonly unknown[] {
  return Array.from({ length: list.length }, (_, index) => list[index]);
}
