import { printFlow } from "../../src/flows/print.js";
import { flowTypes } from "../../src/flows/types.js";
import type { FlowLike } from "../../src/model/flow-data.js";
import { isNested, type RecordsRow, type ValueRow } from "../../src/model/row.js";
import { walk } from "../../src/model/walk.js";
import { encodeAddress } from "../play/address.js";

const project = "507f1f77bcf86cd799439013";

/** The playground's fragment for each field, by the flow's type and the field's path in the body. */
export async function fieldLinks(): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>();
  for (const { type, rows } of flowTypes) {
    walk(rows, ({ row, bodyPath }) => {
      if (isNested(row)) return;
      const [list = "", field] = bodyPath.split("[].");
      const value = field ? [{ name: "Ana", [field]: accepted(row) }] : accepted(row);
      const body = { type, project, ...nested(list, value) };
      codes.set(`${type}.${bodyPath}`, printFlow(body as FlowLike));
    });
  }
  const links = [...codes].map(async ([path, code]) => {
    return [path, (await encodeAddress({ code })) ?? ""] as const;
  });
  return new Map(await Promise.all(links));
}

function nested(path: string, value: unknown): object {
  return path
    .split(".")
    .reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
}

function recordOf({ rows }: RecordsRow): object {
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, accepted(row)]));
}

const texts = ["Ana", "ana@example.com", "+57", "https://example.com/users"];

/** A value that the field takes. */
function accepted(row: ValueRow): unknown {
  switch (row.kind) {
    case "flag":
      return true;
    case "word":
      return row.guard.values[0];
    case "decimal":
    case "integer":
      return row.guard.min;
    case "id":
      return "507f1f77bcf86cd799439014";
    case "url":
      return "https://example.com/users";
    case "text":
      return texts.find((text) => row.guard.problem(text) === undefined);
    case "texts":
      return ["company"];
    case "records":
      return [recordOf(row)];
  }
}
