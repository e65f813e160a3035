import { enforcing } from "../check/guard.js";
import { InvalidFlowError, type Issue, issueOf, unknownName } from "../check/invalid-flow-error.js";
import { needsField } from "../check/sentences.js";
import type { RecordsRow, Row, Rows, TextsRow, ValueRow } from "./row.js";

/** The value as a body holds it: itself, or a frozen copy of a list. `path` says where it was met. */
type Reader = (value: unknown, path: string) => unknown;

/** The same, but what is wrong goes to `issues`. */
type Collector = (value: unknown, path: string, issues: Issue[]) => unknown;

/** Everything that the row doesn't allow in the value. */
export function issuesOf(row: ValueRow, value: unknown, path: string): readonly Issue[] {
  const issues: Issue[] = [];
  collectorOf(row)(value, path, issues);
  return issues;
}

/** How a collector collects. */
export interface Collecting {
  /** What is said of a name that isn't known. */
  readonly unknown: (path: string, name: string, rows: Rows) => Issue;
  /** At so many issues, the rest of a list isn't looked at. */
  readonly mostIssues: number;
}

const everything: Collecting = {
  unknown: (path, name, rows) => unknownName(path, name, Object.keys(rows)),
  mostIssues: Number.POSITIVE_INFINITY,
};

/** What reads the row's value. It throws `InvalidFlowError` with every issue if the row doesn't allow it. */
export function readerOf(row: ValueRow): Reader {
  if (row.kind !== "texts" && row.kind !== "records") return enforcing(row.guard);
  const collect = collectorOf(row);
  return (value, path) => {
    const issues: Issue[] = [];
    const read = collect(value, path, issues);
    if (issues.length > 0) throw new InvalidFlowError(issues);
    return read;
  };
}

/** Like {@link readerOf}, but collects every issue. */
export function collectorOf(row: ValueRow, how = everything): Collector {
  if (row.kind === "texts") return textsCollector(row, how);
  return row.kind === "records" ? recordsCollector(row, how) : valueCollector(row);
}

function valueCollector({ guard }: Exclude<ValueRow, RecordsRow>): Collector {
  const { problem: problemOf, expected } = guard;
  return (value, path, issues) => {
    const problem = problemOf(value);
    if (problem !== undefined) issues.push(issueOf(path, value, problem, expected));
    return value;
  };
}

function textsCollector(row: TextsRow, how: Collecting): Collector {
  return listCollector(valueCollector(row), how, row.expected, row.guard.expected);
}

function recordsCollector(row: RecordsRow, how: Collecting): Collector {
  return listCollector(recordCollector(row, how), how, row.expected, "a record", row.most);
}

/** By index: holes become `undefined`, and an iterator of the caller's own says nothing. */
function listCollector(
  collect: Collector,
  { mostIssues }: Collecting,
  expected: string,
  expectedItem: string,
  most = Number.POSITIVE_INFINITY,
): Collector {
  return (list, path, issues) => {
    const copy: unknown[] = [];
    if (!Array.isArray(list)) {
      issues.push(issueOf(path, list, "is not a list", expected));
    } else if (list.length > most) {
      issues.push(issueOf(path, list, `has ${list.length} records`, expected));
    } else {
      for (let index = 0; index < list.length && issues.length < mostIssues; index += 1) {
        const at = `${path}[${index}]`;
        try {
          copy.push(collect(list[index], at, issues));
        } catch {
          issues.push(issueOf(at, {}, "can't be read", expectedItem)); // a getter or a proxy threw
        }
      }
    }
    return Object.freeze(copy);
  };
}

/** Makes a frozen copy with its fields in the table's order. */
function recordCollector({ rows, required }: RecordsRow, how: Collecting): Collector {
  const fields = Object.entries(rows).map(([name, row]) => [name, collectorOf(row, how)] as const);
  return (given, path, issues) => {
    if (!hasFields(given)) {
      issues.push(issueOf(path, given, "is not an object", "a record"));
      return given;
    }
    for (const name of unknownFields(given, rows)) issues.push(how.unknown(path, name, rows));
    const entries = fields.flatMap(([name, collect]) => {
      if (hasField(given, name)) return [[name, collect(given[name], `${path}.${name}`, issues)]];
      if (required.includes(name))
        issues.push(needing("record", rows[name], name, `${path}.${name}`));
      return [];
    });
    return Object.freeze(Object.fromEntries(entries));
  };
}

/** The issue of a field that isn't there. */
export function lacking(
  path: string,
  row: Row | undefined,
  sentence: (expected: string) => string,
): Issue {
  const expected = row && "guard" in row ? row.guard.expected : "a value";
  return { path, message: sentence(expected), expected, received: "undefined" };
}

/** {@link lacking}, of what a flow or a record needs. */
export function needing(
  what: "flow" | "record",
  row: Row | undefined,
  name: string,
  path: string,
): Issue {
  return lacking(path, row, (expected) => `${needsField(what, name)}: expected ${expected}`);
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
