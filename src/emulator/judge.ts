import { match, P } from "ts-pattern";
import { flowTypes } from "../flows/types.js";
import type { FlowType } from "../model/flow-type.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { issuesOf } from "../model/read-value.js";
import type { Rows } from "../model/row.js";
import { walk } from "../model/walk.js";

/** What is wrong with a field of a body. */
export interface Detail {
  /** Its path in the body. */
  readonly field: string;
  readonly message: string;
}

/** A body that the documentation allows, or what is wrong with it. */
type Verdict = { readonly allowed: JsonObject } | { readonly details: readonly Detail[] };

/** Whether the documentation allows the body of a request to create a flow. */
export function judgeNew(body: unknown): Verdict {
  if (!isJsonObject(body)) return notAnObject;
  const type = typeNamed(body["type"]);
  if (!type) return refused("type", "is not a type of flow");
  const missing = type.required.filter((name) => !Object.hasOwn(body, name));
  const details = missing.map((field) => ({ field, message: "is required" }));
  return verdict(body, [...details, ...judge(type.rows, body)]);
}

/** Whether it allows the change of a stored flow. What it does not name, it does not forbid. */
export function judgeChange(stored: JsonObject, change: unknown): Verdict {
  const type = typeNamed(stored["type"]);
  if (!type || !isJsonObject(change)) return notAnObject;
  if ((change["type"] ?? type.type) !== type.type) return refused("type", "can't be changed");
  return verdict(change, judge(type.rows, change));
}

function refused(field: string, message: string): Verdict {
  return { details: [{ field, message }] };
}

const notAnObject = refused("", "expected an object");

function verdict(allowed: JsonObject, details: readonly Detail[]): Verdict {
  return details.length === 0 ? { allowed } : { details };
}

function typeNamed(name: unknown): FlowType | undefined {
  return (flowTypes as readonly FlowType[]).find(({ type }) => type === name);
}

type Judge = (value: unknown, field: string) => readonly Detail[];

function judge(rows: Rows, body: JsonObject): readonly Detail[] {
  return judgeEach(judgesOf(rows))(body, "");
}

/** What judges each row's value, by its name in the body. */
function judgesOf(rows: Rows) {
  return walk<readonly [wire: string, judge: Judge]>(rows, ({ wire, row }, inner) => [
    wire,
    match(row)
      .returnType<Judge>()
      .with({ kind: P.union("section", "record", "group") }, () => judgeEach(inner))
      .with({ kind: "records" }, ({ most, required, expected }) => {
        const judgeFields = judgeEach(inner);
        const judgeRecord: Judge = (record, field) => [
          ...required
            .filter((name) => isJsonObject(record) && !Object.hasOwn(record, name))
            .map((name) => ({ field: `${field}.${name}`, message: "is required" })),
          ...judgeFields(record, field),
        ];
        return (list, field) =>
          Array.isArray(list) && list.length <= most
            ? list.flatMap((record, index) => judgeRecord(record, `${field}[${index}]`))
            : [{ field, message: `expected ${expected}` }];
      })
      .otherwise((row) => (value, field) => {
        const issues = issuesOf(row, value, field);
        return issues.map(({ path, message }) => ({ field: path, message }));
      }),
  ]);
}

function judgeEach(inner: readonly (readonly [wire: string, judge: Judge])[]): Judge {
  return (body, field) => {
    if (!isJsonObject(body)) return [{ field, message: "expected an object" }];
    const within = field && `${field}.`;
    return inner.flatMap(([wire, judge]) =>
      Object.hasOwn(body, wire) ? judge(body[wire], within + wire) : [],
    );
  };
}
