import { enforcing } from "../check/guard.js";
import { InvalidFlowError, type Issue, issueOf } from "../check/invalid-flow-error.js";
import type { RecordsRow, Rows, TextsRow, ValueRow } from "./row.js";

/** The value as a body holds it: itself, or a frozen copy of a list. `path` says where it was met. */
type Reader = (value: unknown, path: string) => unknown;

/** What reads the row's value. It throws `InvalidFlowError` with every issue if the row doesn't allow it. */
export function readerOf(row: ValueRow): Reader {
  switch (row.kind) {
    case "texts":
      return (value, path) => readTexts(row, value, path);
    case "records":
      return (value, path) => readRecords(row, value, path);
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

function readRecords(row: RecordsRow, value: unknown, path: string): unknown {
  const expected = `a list of at most ${row.most} records`;
  const list = listIn(value, path, expected);
  if (list.length > row.most) {
    throw new InvalidFlowError([issueOf(path, value, `has ${list.length} records`, expected)]);
  }
  const issues: Issue[] = [];
  const copy = copyOfList(list).map((item, index) =>
    readRecord(row, item, `${path}[${index}]`, issues),
  );
  if (issues.length > 0) throw new InvalidFlowError(issues);
  return Object.freeze(copy);
}

/** A frozen copy with its fields in the table's order. What is wrong with it is added to `issues`. */
function readRecord(row: RecordsRow, given: unknown, path: string, issues: Issue[]): unknown {
  if (!hasFields(given)) {
    issues.push(issueOf(path, given, "is not an object", "a record"));
    return given;
  }
  const { rows, required } = row;
  const known = `one of ${Object.keys(rows).join(", ")}`;
  for (const name of unknownFields(given, rows)) {
    issues.push(issueOf(path, name, "is not known here", known));
  }
  const entries = Object.entries(rows).flatMap(([name, inner]) => {
    const there = hasField(given, name);
    if (!there && !required.includes(name)) return [];
    try {
      const value = readerOf(inner)(there ? given[name] : undefined, `${path}.${name}`);
      return [[name, value] as const];
    } catch (error) {
      const unreadable = issueOf(`${path}.${name}`, given, "can't be read", inner.kind);
      issues.push(...(error instanceof InvalidFlowError ? error.issues : [unreadable]));
      return [];
    }
  });
  return Object.freeze(Object.fromEntries(entries));
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
