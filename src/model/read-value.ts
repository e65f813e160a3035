import { enforcing } from "../check/guard.js";
import { InvalidFlowError, type Issue, issueOf, unknownName } from "../check/invalid-flow-error.js";
import { needsField } from "../check/sentences.js";
import type { RecordsRow, Row, Rows, TextsRow, ValueRow } from "./row.js";

/** The value as a body holds it: itself, or a frozen copy of a list. `path` says where it was met. */
type Reader = (value: unknown, path: string) => unknown;

/** The same, but what is wrong goes to `issues`. */
type Collector = (value: unknown, path: string, issues: Issue[]) => unknown;

/** What is said of a name that isn't known. */
export type Unknown = (path: string, name: string, rows: Rows) => Issue;

/** More than anybody reads, and few enough for a log: the rest of a list is not looked at. */
export const mostIssues = 100;

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

/** {@link readerOf} for one who wants to know everything that is wrong with a whole flow. */
export function collectorOf(row: ValueRow, unknown: Unknown = unknownField): Collector {
  if (row.kind === "texts") return textsCollector(row);
  return row.kind === "records" ? recordsCollector(row, unknown) : valueCollector(row);
}

function unknownField(path: string, name: string, rows: Rows): Issue {
  return unknownName(path, name, Object.keys(rows));
}

function valueCollector({ guard }: Exclude<ValueRow, RecordsRow>): Collector {
  const { problem: problemOf, expected } = guard;
  return (value, path, issues) => {
    const problem = problemOf(value);
    if (problem !== undefined) issues.push(issueOf(path, value, problem, expected));
    return value;
  };
}

function textsCollector(row: TextsRow): Collector {
  return listCollector(valueCollector(row), row.expected, row.guard.expected);
}

function recordsCollector(row: RecordsRow, unknown: Unknown): Collector {
  return listCollector(recordCollector(row, unknown), row.expected, "a record", row.most);
}

/** By index: holes become `undefined`, and an iterator of the caller's own says nothing. */
function listCollector(
  collect: Collector,
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
        let item: unknown;
        try {
          item = list[index];
          copy.push(collect(item, at, issues));
        } catch {
          issues.push(issueOf(at, item, "can't be read", expectedItem)); // a getter threw
        }
      }
    }
    return Object.freeze(copy);
  };
}

/** Makes a frozen copy with its fields in the table's order. */
function recordCollector({ rows, required }: RecordsRow, unknown: Unknown): Collector {
  const fields = Object.entries(rows).map(
    ([name, row]) => [name, collectorOf(row, unknown)] as const,
  );
  return (given, path, issues) => {
    if (!hasFields(given)) {
      issues.push(issueOf(path, given, "is not an object", "a record"));
      return given;
    }
    for (const name of unknownFields(given, rows)) issues.push(unknown(path, name, rows));
    const entries = fields.flatMap(([name, collect]) => {
      if (hasField(given, name)) return [[name, collect(given[name], `${path}.${name}`, issues)]];
      if (required.includes(name))
        issues.push(lacking("record", rows[name], name, `${path}.${name}`));
      return [];
    });
    return Object.freeze(Object.fromEntries(entries));
  };
}

/** What is said of a flow or a record that lacks a field. */
export function lacking(
  what: "flow" | "record",
  row: Row | undefined,
  name: string,
  path: string,
): Issue {
  const expected = row && "guard" in row ? row.guard.expected : "a value";
  const message = `${needsField(what, name)}: expected ${expected}`;
  return { path, message, expected, received: "undefined" };
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
