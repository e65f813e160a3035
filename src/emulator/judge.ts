import { match, P } from "ts-pattern";
import { InvalidFlowError } from "../check/invalid-flow-error.js";
import { flowTypes } from "../flows/types.js";
import type { FlowType } from "../model/flow-type.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { readerOf } from "../model/read-value.js";
import type { Rows } from "../model/row.js";
import { walk } from "../model/walk.js";

/** Whether the documentation allows the body of a request to create a flow. */
export function allowsNew(body: unknown): body is JsonObject {
  if (!isJsonObject(body)) return false;
  const type = typeNamed(body["type"]);
  if (!type?.required.every((name) => Object.hasOwn(body, name))) return false;
  return allows(type.rows, body);
}

/** Whether it allows the change of a stored flow. What it does not name, it does not forbid. */
export function allowsChange(stored: JsonObject, change: unknown): change is JsonObject {
  const type = typeNamed(stored["type"]);
  if (!type || !isJsonObject(change)) return false;
  return (change["type"] ?? type.type) === type.type && allows(type.rows, change);
}

function typeNamed(name: unknown): FlowType | undefined {
  return (flowTypes as readonly FlowType[]).find(({ type }) => type === name);
}

type Allows = (value: unknown) => boolean;

function allows(rows: Rows, body: unknown): boolean {
  return allEach(judgesOf(rows))(body);
}

/** What judges each row's value, by its name in the body. */
function judgesOf(rows: Rows) {
  return walk<readonly [wire: string, allows: Allows]>(rows, ({ wire, row }, inner) => [
    wire,
    match(row)
      .returnType<Allows>()
      .with({ kind: P.union("section", "record", "group") }, () => allEach(inner))
      .with({ kind: "records" }, ({ most, required }) => {
        const allows = allEach(inner);
        const whole = (record: unknown) =>
          isJsonObject(record) && required.every((name) => Object.hasOwn(record, name));
        return (list) =>
          Array.isArray(list) &&
          list.length <= most &&
          list.every((record) => whole(record) && allows(record));
      })
      .otherwise((row) => {
        const read = readerOf(row);
        return (value) => !refuses(() => read(value, wire));
      }),
  ]);
}

function allEach(inner: readonly (readonly [wire: string, allows: Allows])[]): Allows {
  return (body) =>
    isJsonObject(body) &&
    inner.every(([wire, allows]) => !Object.hasOwn(body, wire) || allows(body[wire]));
}

function refuses(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (error instanceof InvalidFlowError) return true;
    throw error;
  }
}
