import { hash } from "node:crypto";
import type { FlowData } from "../model/flow-data.js";
import { fieldOf, isJsonObject, type JsonObject } from "../model/json.js";
import { isNested, type Row, type Rows } from "../model/row.js";
import { isBlank, referenceOf } from "../model/stored-value.js";

/** What tells whether a flow is still as it was. */
export interface Digests {
  readonly digest: string;
  /** By the part's name in the body; none for lists of people, whom a digest might give away. */
  readonly sections: Readonly<Record<string, string>>;
}

/** The digests of a flow's fields, as far as the table knows them: nothing else is ours to watch over. */
export function digestsOf({ type, data }: FlowData): Digests {
  const flow = canonical(type.rows, data);
  const sections = Object.entries(type.rows).flatMap(([name, row]) => {
    const wire = row.wire ?? name;
    const value = fieldOf(flow, wire);
    return value === undefined || row.kind === "records" ? [] : [[wire, digestOf(value)] as const];
  });
  return { digest: digestOf(flow), sections: Object.fromEntries(sections) };
}

/** The digest of the whole alone. */
export function digestOfFlow({ type, data }: FlowData): string {
  return digestOf(canonical(type.rows, data));
}

/** 64 bits in hexadecimal: nobody gains from making two equal ones. */
export function digestOf(value: unknown): string {
  return hash("sha256", JSON.stringify(value)).slice(0, 16);
}

/** The same for whatever means the same: blank fields are absent, ids have one case, the order is the table's. */
function canonical(rows: Rows, data: unknown): JsonObject {
  const entries = Object.entries(rows).flatMap(([name, row]) => {
    const wire = row.wire ?? name;
    const value = canonicalValue(row, fieldOf(data, wire));
    return isBlank(value) || isEmpty(value) ? [] : [[wire, value] as const];
  });
  return Object.fromEntries(entries);
}

function canonicalValue(row: Row, value: unknown): unknown {
  if (isBlank(value)) return undefined;
  if (isNested(row)) return canonical(row.rows, value);
  if (row.kind === "id") return referenceOf(value);
  if (row.kind !== "records" || !Array.isArray(value)) return value;
  return value.map((record: unknown) => canonical(row.rows, record));
}

function isEmpty(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
