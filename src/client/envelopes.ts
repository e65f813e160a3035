import { fieldOf, parseJson } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";

/** A page of a list. */
export interface Page {
  readonly flows: readonly AnyStoredFlow[];
  /** How many flows there are on all pages, if the server says so. */
  readonly total: number | undefined;
}

/** The stored flow in an answer; `undefined` if there is none. */
export function storedFlowIn(body: string): AnyStoredFlow | undefined {
  return contents(parseJson(body)).find(isStoredFlow);
}

/** The page in an answer; `undefined` if there is none. */
export function pageIn(body: string): Page | undefined {
  const parsed = parseJson(body);
  const flows = contents(parsed).find(areStoredFlows);
  return flows && { flows, total: totalIn(parsed) };
}

/**
 * What may be in an answer: Verifik documents `…`, `{ data: … }` and `{ success, data: …, signature }`.
 * An answer that says it wasn't a success holds nothing.
 */
function contents(parsed: unknown): readonly unknown[] {
  return fieldOf(parsed, "success") === false ? [] : [parsed, fieldOf(parsed, "data")];
}

/** Beside the data, or in a `pagination` of its own. */
function totalIn(parsed: unknown): number | undefined {
  const found = fieldOf(fieldOf(parsed, "pagination"), "total") ?? fieldOf(parsed, "total");
  return typeof found === "number" ? found : undefined;
}

export function isStoredFlow(value: unknown): value is AnyStoredFlow {
  const id = fieldOf(value, "_id");
  return typeof id === "string" && id !== "";
}

function areStoredFlows(value: unknown): value is readonly AnyStoredFlow[] {
  return Array.isArray(value) && value.every(isStoredFlow);
}
