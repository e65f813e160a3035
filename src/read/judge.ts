import { type Issue, issueOf } from "../check/invalid-flow-error.js";
import { nearest } from "../check/nearest.js";
import { show } from "../check/show.js";
import type { FlowData } from "../model/flow-data.js";
import { fieldOf, isJsonObject, valueAt } from "../model/json.js";
import { issuesOf } from "../model/read-value.js";
import { isNested, type RecordsRow, type Row, type ValueRow } from "../model/row.js";
import { isBlank, isStored } from "../model/stored-value.js";
import { walk } from "../model/walk.js";
import type { Severity } from "./rule.js";
import { unknownFields } from "./unknown-names.js";

/** What is said of a field that is judged alone, by its row. */
export const fieldSeverities = {
  REQUIRED_FIELD_MISSING: "error",
  VALUE_NOT_ALLOWED: "error",
  SCORE_IN_PERCENT: "error",
  // The server may know more words than its documentation, and has stored this one.
  UNKNOWN_WORD: "warning",
  UNKNOWN_FIELD: "warning",
} as const satisfies Readonly<Record<string, Severity>>;
export type FieldCode = keyof typeof fieldSeverities;

/** A value that the table doesn't allow. */
export interface Refusal {
  readonly code: FieldCode;
  readonly path: string;
  readonly message: string;
}

type Refuse = (refusal: Refusal) => void;

/** What the table says of a flow's data. */
export interface Judged {
  /** What each field holds, by its path; `undefined` if it's blank. Fields with a refused value are left out. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly refusals: readonly Refusal[];
}

/** Judges every field alone. A server adds fields of its own, which aren't judged. */
export function judge({ type, data }: FlowData): Judged {
  const values = new Map<string, unknown>();
  const refusals: Refusal[] = [];
  walk(type.rows, ({ path, bodyPath, row }) => {
    if (path.includes("[].")) return;
    const before = refusals.length;
    const given = valueAt(data, bodyPath);
    const value = allowedIn(row, given, path, (refusal) => refusals.push(refusal));
    if (refusals.length > before) return;
    values.set(path, value);
    if (value === undefined && type.required.includes(path)) refusals.push(missing(path));
  });
  const { type: _, $schema: __, ...fields } = data;
  const unknown = isStored(data) ? [] : unknownFields(type.rows, fields);
  return { values, refusals: [...refusals, ...unknown.map(unknownField)] };
}

function unknownField({ path, message }: Issue): Refusal {
  return { code: "UNKNOWN_FIELD", path, message: `Verifik may ignore ${path}: ${message}` };
}

/** The value, `undefined` for one that is blank or that the row refuses. */
function allowedIn(row: Row, given: unknown, path: string, refuse: Refuse): unknown {
  if (isBlank(given)) return undefined;
  if (row.kind === "records") return recordsOf(row, given, path, refuse);
  if (!isNested(row)) return allowedOf(row, given, path, refuse);
  if (isJsonObject(given)) return given;
  return refuse(notAllowed(issueOf(path, given, "is not an object", "an object")));
}

function allowedOf(row: ValueRow, given: unknown, path: string, refuse: Refuse): unknown {
  // A server may return the whole object that an id stands for.
  const value = row.kind === "id" ? (fieldOf(given, "_id") ?? given) : given;
  const issues = issuesOf(row, value, path);
  for (const issue of issues) refuse(refusalOf(row, value, issue));
  return issues.length === 0 ? value : undefined;
}

function recordsOf(row: RecordsRow, given: unknown, path: string, refuse: Refuse): unknown {
  const { expected, most, required } = row;
  if (!Array.isArray(given)) {
    return refuse(notAllowed(issueOf(path, given, "is not a list", expected)));
  }
  if (given.length > most) {
    return refuse(notAllowed(issueOf(path, given, `has ${given.length} records`, expected)));
  }
  return Array.from(given, (record: unknown, index) => {
    const place = `${path}[${index}]`;
    if (!isJsonObject(record)) {
      return refuse(notAllowed(issueOf(place, record, "is not an object", "a record")));
    }
    const entries = Object.entries(row.rows).map(([name, inner]) => {
      const given = fieldOf(record, name);
      if (isBlank(given) && required.includes(name)) refuse(missing(`${place}.${name}`));
      return [name, allowedIn(inner, given, `${place}.${name}`, refuse)] as const;
    });
    return Object.fromEntries(entries);
  });
}

function missing(path: string): Refusal {
  const message = `The flow can't be sent without ${path}. Set it.`;
  return { code: "REQUIRED_FIELD_MISSING", path, message };
}

function notAllowed({ path, message }: Issue): Refusal {
  return { code: "VALUE_NOT_ALLOWED", path, message: `Verifik may refuse ${path}: ${message}.` };
}

function refusalOf(row: ValueRow, value: unknown, issue: Issue): Refusal {
  const { path } = issue;
  if (row.kind === "word" && typeof value === "string") {
    const meant = nearest(value, row.guard.values);
    const cure = meant === undefined ? `Use ${row.guard.expected}.` : `Did you mean '${meant}'?`;
    const message = `Verifik's documentation doesn't know ${show(value)} as ${path}. ${cure}`;
    return { code: "UNKNOWN_WORD", path, message };
  }
  const readable = typeof value === "string" || typeof value === "number";
  const share = readable ? Number(value) / 100 : undefined;
  if (row.kind === "decimal" && row.guard.problem(share) === undefined) {
    const message = `Verifik may refuse ${path}: ${show(value)} is a percentage. Write ${share}.`;
    return { code: "SCORE_IN_PERCENT", path, message };
  }
  return notAllowed(issue);
}
