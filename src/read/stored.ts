import type { AnyGuard } from "../check/guard.js";
import { InvalidFlowError, type Issue, issueOf } from "../check/invalid-flow-error.js";
import { type FlowType, typeNamed } from "../model/flow-type.js";
import { fieldOf, isJsonObject, type JsonObject } from "../model/json.js";
import { otherShapeOf } from "../model/other-shapes.js";
import { needing } from "../model/read-value.js";
import { reading } from "../model/reading.js";
import { isNested, type RecordsRow, type Row, type Rows } from "../model/row.js";
import { isBlank } from "../model/stored-value.js";
import type { Parsed } from "./parse.js";
import { fieldPath } from "./path.js";

/** Why a part of a stored flow isn't in the flow that was read from it. */
export type LeftOutReason =
  /** The server owns it: an id that it gave, a date. */
  | "server"
  /** Nobody set it: it's `null`, or an empty text or list. */
  | "blank"
  /** The table has no such field. */
  | "unknown"
  /** The field is known, and today's documentation doesn't allow the value. */
  | "not-allowed"
  /** An id came as the whole object that it names. The flow has the id. */
  | "populated";

/** A part of a stored flow that isn't in the flow that was read from it. */
export interface LeftOut {
  /** Where it is in the stored flow: `onboardingSettings.document.compareMinScore`. */
  readonly path: string;
  readonly reason: LeftOutReason;
  /** What was stored, as it came. */
  readonly value: unknown;
  /** Of what isn't allowed: `85 is out of range: expected 0.5 to 1`. */
  readonly message?: string;
}

export interface ReadStored extends Parsed {
  readonly leftOut: readonly LeftOut[];
}

/** What a server adds to flows, wherever it stands. */
const serverFields = new Set(
  "_id __v client createdAt updatedAt idPrompt licensePrompt passportPrompt".split(" "),
);

/**
 * The flow that a stored one stands for, and all that it leaves out.
 *
 * @throws {InvalidFlowError} if it isn't a flow of the types, or lacks what a flow can't do without.
 */
export function readStored(stored: unknown, types: readonly FlowType[]): ReadStored {
  return reading("stored", () => read(stored, types));
}

function read(stored: unknown, types: readonly FlowType[]): ReadStored {
  if (!isJsonObject(stored)) {
    throw new InvalidFlowError([issueOf("stored", stored, "is not an object", "a stored flow")]);
  }
  const other = otherShapeOf(stored);
  if (other) {
    throw new InvalidFlowError([issueOf("stored", stored, other.problem, other.expected)]);
  }
  const type = typeNamed(fieldOf(stored, "type"), types, "type");
  const leftOut: LeftOut[] = [];
  const { type: name, ...fields } = stored;
  const body = Object.freeze({ type: name, ...fieldsOf(type.rows, fields, "", leftOut) });
  const missing = type.required.filter((name) => !Object.hasOwn(body, name));
  if (missing.length === 0) return { type, body, leftOut: Object.freeze(leftOut) };
  throw new InvalidFlowError(missing.map((name) => needing("flow", type.rows[name], name, name)));
}

/** The fields that the rows know and allow; `undefined` if there are none. */
function fieldsOf(
  rows: Rows,
  stored: unknown,
  path: string,
  leftOut: LeftOut[],
): JsonObject | undefined {
  if (!isJsonObject(stored)) {
    leftOut.push(notAllowed(stored, issueOf(path, stored, "is not an object", "an object")));
    return undefined;
  }
  const wires = new Map(Object.entries(rows).map(([name, row]) => [row.wire ?? name, row]));
  for (const [name, value] of Object.entries(stored)) {
    if (!wires.has(name))
      leftOut.push({ path: fieldPath(path, name), reason: reasonOf(name, value), value });
  }
  const entries = [...wires].flatMap(([wire, row]) => {
    if (!Object.hasOwn(stored, wire)) return [];
    const value = allowedOf(row, stored[wire], fieldPath(path, wire), leftOut);
    return value === undefined ? [] : [[wire, value] as const];
  });
  return entries.length === 0 ? undefined : Object.freeze(Object.fromEntries(entries));
}

function reasonOf(name: string, value: unknown): LeftOutReason {
  if (serverFields.has(name)) return "server";
  return isBlank(value) ? "blank" : "unknown";
}

function allowedOf(row: Row, value: unknown, path: string, leftOut: LeftOut[]): unknown {
  if (isBlank(value)) {
    leftOut.push({ path, reason: "blank", value });
    return undefined;
  }
  if (isNested(row)) return fieldsOf(row.rows, value, path, leftOut);
  switch (row.kind) {
    case "records":
      return recordsOf(row, value, path, leftOut);
    case "texts":
      return itemsOf(value, path, row.expected, leftOut, (item, at) =>
        allowed(row.guard, item, at, leftOut),
      );
    case "id":
      return allowed(row.guard, idIn(value, path, leftOut), path, leftOut);
    case "flag":
    case "word":
    case "text":
    case "decimal":
    case "integer":
    case "url":
      return allowed(row.guard, value, path, leftOut);
  }
}

/** An id that came as a whole object. */
function idIn(value: unknown, path: string, leftOut: LeftOut[]): unknown {
  const id = fieldOf(value, "_id");
  if (id === undefined) return value;
  leftOut.push({ path, reason: "populated", value });
  return id;
}

function allowed(guard: AnyGuard, value: unknown, path: string, leftOut: LeftOut[]): unknown {
  const problem = guard.problem(value);
  if (problem === undefined) return value;
  leftOut.push(notAllowed(value, issueOf(path, value, problem, guard.expected)));
  return undefined;
}

function recordsOf(row: RecordsRow, list: unknown, path: string, leftOut: LeftOut[]): unknown {
  if (Array.isArray(list) && list.length > row.most) {
    const problem = `has ${list.length} records`;
    leftOut.push(notAllowed(list, issueOf(path, list, problem, row.expected)));
    return undefined;
  }
  return itemsOf(list, path, row.expected, leftOut, (item, at) => {
    const record = fieldsOf(row.rows, item, at, leftOut);
    const missing = row.required.find((name) => !Object.hasOwn(record ?? {}, name));
    if (missing === undefined || !isJsonObject(item)) return record;
    leftOut.push(notAllowed(item, needing("record", row.rows[missing], missing, at)));
    return undefined;
  });
}

function itemsOf(
  list: unknown,
  path: string,
  expected: string,
  leftOut: LeftOut[],
  read: (item: unknown, path: string) => unknown,
): unknown {
  if (!Array.isArray(list)) {
    leftOut.push(notAllowed(list, issueOf(path, list, "is not a list", expected)));
    return undefined;
  }
  const items = Array.from(list, (item: unknown, index) => read(item, `${path}[${index}]`));
  const kept = items.filter((item) => item !== undefined);
  return kept.length === 0 ? undefined : Object.freeze(kept);
}

function notAllowed(value: unknown, { path, message }: Issue): LeftOut {
  return { path, reason: "not-allowed", value, message };
}
