import { InvalidFlowError, type Issue, issueOf } from "../check/invalid-flow-error.js";
import { type FlowType, typeNamed } from "../model/flow-type.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { lacking } from "../model/read-value.js";
import { reading } from "../model/reading.js";
import { type FieldsReader, fieldsReader, mostIssues } from "./fields-reader.js";

/** A body that the table of its type allows. */
export interface Parsed {
  readonly type: FlowType;
  /** Deeply frozen, in the table's order. */
  readonly body: JsonObject;
}

/** What a JSON file may say besides: where its schema is, for editors. */
const schemaName = "$schema";

/**
 * The body that foreign JSON stands for.
 *
 * @throws {InvalidFlowError} with everything that is wrong with it.
 */
export function parseBody(given: unknown, types: readonly FlowType[]): Parsed {
  return reading(given, () => parsed(given, types));
}

function parsed(given: unknown, types: readonly FlowType[]): Parsed {
  if (!isJsonObject(given)) {
    throw new InvalidFlowError([issueOf("flow", given, "is not an object", "the JSON of a flow")]);
  }
  const { type: name } = given;
  const type = typeNamed(name, types, "type");
  const issues: Issue[] = [];
  const body = readerFor(type)(given, "", issues, { type: name }) ?? {};
  for (const name of type.required) {
    if (!Object.hasOwn(given, name)) issues.push(lacking("flow", type.rows[name], name, name));
  }
  if (issues.length > 0) throw new InvalidFlowError(atMost(issues));
  return { type, body };
}

const readers = new WeakMap<FlowType, FieldsReader>();

function readerFor(type: FlowType): FieldsReader {
  const made = readers.get(type) ?? fieldsReader(type.rows, ["type", schemaName]);
  readers.set(type, made);
  return made;
}

function atMost(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length < mostIssues) return issues;
  const message = "there may be more that is wrong: this is where reading stopped";
  const rest = { path: "flow", message, expected: "no more issues", received: "an object" };
  return [...issues.slice(0, mostIssues), rest];
}
