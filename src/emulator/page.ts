import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { EmulatorSettings } from "./options.js";

/** A page of a list, and where it stands. */
export interface Page {
  readonly flows: readonly AnyStoredFlow[];
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
): Page | undefined {
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

/** The same id in upper case is the same id. */
function matches(flow: AnyStoredFlow, query: URLSearchParams): boolean {
  const project = query.get("project")?.toLowerCase() ?? null;
  return (
    (project === null || project === flow.project?.toLowerCase()) &&
    (["type", "status"] as const).every(
      (name) => !query.has(name) || query.get(name) === flow[name],
    )
  );
}
