import { InvalidFlowError, type Issue, issueOf } from "../check/invalid-flow-error.js";
import { type FlowType, ownType, unknownType } from "../model/flow-type.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { otherShapeOf } from "../model/other-shapes.js";
import { needing } from "../model/read-value.js";
import { reading } from "../model/reading.js";
import { isStored } from "../model/stored-value.js";
import { type FieldsReader, fieldsReader, mostIssues } from "./fields-reader.js";

/** A body that the table of its type allows. */
export interface Parsed {
  readonly type: FlowType;
  /** Deeply frozen, in the table's order. */
  readonly body: JsonObject;
}

/** The path of what is wrong with the whole. */
export const flowPath = "flow";

/** What a JSON file may say besides: where its schema is, for editors. */
const schemaName = "$schema";

/**
 * The body that foreign JSON stands for.
 *
 * @throws {InvalidFlowError} with everything that is wrong with it.
 */
export function parseBody(given: unknown, types: readonly FlowType[]): Parsed {
  return reading(flowPath, () => parsed(given, types));
}

function parsed(given: unknown, types: readonly FlowType[]): Parsed {
  if (!isJsonObject(given)) {
    throw refused(given, "is not an object", "the parsed JSON of a flow");
  }
  const { type: name } = given;
  const type = types.find((known) => known.type === name);
  if (!type) return refuseType(given, types);
  const issues: Issue[] = [];
  const body = readerFor(type)(given, "", issues, { type: name }) ?? {};
  for (const name of type.required) {
    if (!Object.hasOwn(body, name)) issues.push(needing("flow", type.rows[name], name, name));
  }
  if (Object.hasOwn(given, schemaName)) issues.push(...schemaIssues(given[schemaName]));
  if (issues.length === 0) return { type, body };
  refuseOthers(given);
  throw new InvalidFlowError(atMost(issues));
}

/** Throws: what else it may be says more than that its type isn't known. */
function refuseType(given: JsonObject, types: readonly FlowType[]): never {
  refuseOthers(given);
  throw unknownType(given["type"], types, "type");
}

function schemaIssues(schema: unknown): readonly Issue[] {
  if (typeof schema === "string") return [];
  return [issueOf(schemaName, schema, "is not a string", "where the schema is")];
}

/** What somebody has at hand who looks for another function. */
function refuseOthers(given: JsonObject): void {
  const other = otherShapeOf(given);
  if (other) throw refused(given, other.problem, other.expected);
  if (ownType in given) throw refused(given, "is a flow already", "the JSON of one");
  if (!isStored(given)) return;
  const problem = "is a flow as a server returned it";
  throw refused(given, problem, "the body of one: readStoredFlow reads this");
}

function refused(given: unknown, problem: string, expected: string): InvalidFlowError {
  return new InvalidFlowError([issueOf(flowPath, given, problem, expected)]);
}

const readers = new WeakMap<FlowType, FieldsReader>();

function readerFor(type: FlowType): FieldsReader {
  const made = readers.get(type) ?? fieldsReader(type.rows, ["type", schemaName]);
  readers.set(type, made);
  return made;
}

function atMost(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length < mostIssues) return issues;
  const message = "reading stopped after 100 issues: fix these, then parse again";
  const rest = { path: flowPath, message, expected: "no more issues", received: "an object" };
  return [...issues.slice(0, mostIssues), rest];
}
