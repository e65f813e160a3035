import { isFailure, type Outcome } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { storedFlowsIn } from "./envelopes.js";
import { badResponse, namedFailure } from "./named-failure.js";
import type { Settings } from "./settings.js";

/** The most that the API puts on a page. */
const pageSize = 100;

/**
 * The project's flows of a type, page by page. Fails with what is known of a flow that is looked for.
 *
 * @see https://docs.verifik.co/resources/project-flows/list-all-project-flows
 */
export async function listFlows(
  settings: Settings,
  flowType: FlowType,
  project: string,
  known: Outcome,
): Promise<readonly AnyStoredFlow[]> {
  const flows = new Map<string, AnyStoredFlow>();
  for (let page = 1; ; page += 1) {
    const query = `project=${project}&type=${flowType.type}&page=${page}&limit=${pageSize}`;
    const listed = await listPage(settings, flowType, query, known);
    const before = flows.size;
    for (const flow of listed) flows.set(flow._id, flow);
    // A server that pays no heed to the page gives what it gave before.
    if (listed.length < pageSize || flows.size === before) return [...flows.values()];
  }
}

async function listPage(
  settings: Settings,
  { path, rows }: FlowType,
  query: string,
  outcome: Outcome,
): Promise<readonly AnyStoredFlow[]> {
  const known = { token: settings.token, rows, outcome };
  const url = `${settings.baseUrl}${path}?${query}`;
  const ending = await exchange(settings, { method: "GET", url });
  if (isFailure(ending)) throw namedFailure(ending, known);
  const listed = storedFlowsIn(ending.body);
  if (listed) return listed;
  throw badResponse("the answer is no list of stored flows", ending, known);
}
