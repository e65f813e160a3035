import type { AnyStoredFlow } from "../model/stored-flow.js";
import { fieldOf, parseJson } from "./json.js";

/** The stored flow in an answer; `undefined` if there is none. */
export function storedFlowIn(body: string): AnyStoredFlow | undefined {
  return contents(body).find(isStoredFlow);
}

/** The list of stored flows in an answer; `undefined` if there is none. */
export function storedFlowsIn(body: string): readonly AnyStoredFlow[] | undefined {
  return contents(body).find(areStoredFlows);
}

/** What may be in an answer: Verifik documents `…`, `{ data: … }` and `{ success, data: …, signature }`. */
function contents(body: string): readonly unknown[] {
  const parsed = parseJson(body);
  return [parsed, fieldOf(parsed, "data")];
}

export function isStoredFlow(value: unknown): value is AnyStoredFlow {
  const id = fieldOf(value, "_id");
  return typeof id === "string" && id !== "";
}

function areStoredFlows(value: unknown): value is readonly AnyStoredFlow[] {
  return Array.isArray(value) && value.every(isStoredFlow);
}
