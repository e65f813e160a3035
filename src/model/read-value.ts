import { enforcing } from "../check/guard.js";
import { InvalidFlowError, type Issue, issueOf } from "../check/invalid-flow-error.js";
import type { RecordsRow, TextsRow, ValueRow } from "./row.js";

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
  const items = copyOfList(value, path, expected);
  const issues = items.flatMap((item, index) => {
    const problem = guard.problem(item);
    return problem ? [issueOf(`${path}[${index}]`, item, problem, guard.expected)] : [];
  });
  if (issues.length > 0) throw new InvalidFlowError(issues);
  return items;
}

function readRecords(row: RecordsRow, value: unknown, path: string): unknown {
  const expected = `a list of at most ${row.most} records`;
  const items = copyOfList(value, path, expected);
  if (items.length > row.most) {
    throw new InvalidFlowError([issueOf(path, value, `has ${items.length} records`, expected)]);
  }
  const issues: Issue[] = [];
  const copy = items.map((item, index) => readRecord(row, item, `${path}[${index}]`, issues));
  if (issues.length > 0) throw new InvalidFlowError(issues);
  return Object.freeze(copy);
}

/** A frozen copy with its fields in the table's order. What is wrong with it is added to `issues`. */
function readRecord(row: RecordsRow, given: unknown, path: string, issues: Issue[]): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    issues.push(issueOf(path, given, "is not an object", "a record"));
    return given;
  }
  const { rows, required } = row;
  const known = `one of ${Object.keys(rows).join(", ")}`;
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(rows, name)) issues.push(issueOf(path, name, "is not known here", known));
  }
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(rows)) {
    if (!Object.hasOwn(given, name) && !required.includes(name)) continue;
    try {
      copy[name] = readerOf(inner)(given[name as never], `${path}.${name}`);
    } catch (error) {
      if (!(error instanceof InvalidFlowError)) throw error;
      issues.push(...error.issues);
    }
  }
  return Object.freeze(copy);
}

function copyOfList(value: unknown, path: string, expected: string): readonly unknown[] {
  if (Array.isArray(value)) return Object.freeze(Array.from(value));
  throw new InvalidFlowError([issueOf(path, value, "is not a list", expected)]);
}
