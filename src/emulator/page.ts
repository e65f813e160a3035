import { fieldOf } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { referenceOf } from "../model/stored-value.js";
import type { EmulatorSettings } from "./options.js";

/** A page of a list, and where it stands. */
export interface Page<Flow> {
  readonly flows: readonly Flow[];
  readonly page: number;
  readonly limit: number;
  readonly total: number;
  readonly pages: number;
}

const defaultLimit = 10;

/** The page of the flows that the query asks for; `undefined` if it asks for none that can be. */
export function pageOf(
  flows: readonly AnyStoredFlow[],
  query: URLSearchParams,
  { pageSize, order }: EmulatorSettings,
): Page<AnyStoredFlow> | undefined {
  const page = countIn(query, "page") ?? 1;
  // Verifik documents `limit`, and its own pages ask for `perPage`.
  const wanted = countIn(query, "perPage") ?? countIn(query, "limit") ?? defaultLimit;
  if (Number.isNaN(page) || Number.isNaN(wanted)) return undefined;
  const limit = Math.min(wanted, pageSize);
  const all = (order === "oldest-first" ? flows : flows.toReversed()).filter((flow) =>
    matches(flow, query),
  );
  const start = (page - 1) * limit;
  const pages = Math.max(1, Math.ceil(all.length / limit));
  return { flows: all.slice(start, start + limit), page, limit, total: all.length, pages };
}

/** A count from 1, in digits; `NaN` if the query has something else. */
function countIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : Number.NaN;
}

/** `project=…` as documented, and `where_project=…`, `in_status=[…]` and `in_status[]=…` as Verifik's own pages ask. */
const filter = /^(?:(?:where|in)_(\w+)|(project|type|status))(?:\[\])?$/;

function matches(flow: AnyStoredFlow, query: URLSearchParams): boolean {
  return [...query.keys()].every((name) => {
    const [, other, plain] = filter.exec(name) ?? [];
    const field = other ?? plain;
    if (field === undefined) return true;
    const wanted = query.getAll(name).flatMap((text) => text.replace(/^\[|\]$/g, "").split(","));
    const value = referenceOf(fieldOf(flow, field));
    return wanted.some((text) => text.toLowerCase() === value);
  });
}
