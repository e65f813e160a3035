import type { Outcome } from "../submit-error.js";
import { decodeStoredFlows } from "./decode.js";
import { exchange } from "./exchange.js";
import type { Settings } from "./settings.js";
import type { StoredFlow } from "./stored-flow.js";

/** The most that the API puts on a page. */
const pageSize = 100;

/**
 * The project's onboarding flows, page by page. Fails with what is known of a flow that is looked for.
 *
 * @see https://docs.verifik.co/resources/project-flows/list-all-project-flows
 */
export async function listFlows(
  settings: Settings,
  project: string,
  known: Outcome,
): Promise<readonly StoredFlow[]> {
  const flows = new Map<string, StoredFlow>();
  for (let page = 1; ; page += 1) {
    const listed = await listPage(settings, project, page, known);
    const before = flows.size;
    for (const flow of listed) flows.set(flow._id, flow);
    // A server that pays no heed to the page gives what it gave before.
    if (listed.length < pageSize || flows.size === before) return [...flows.values()];
  }
}

async function listPage(settings: Settings, project: string, page: number, outcome: Outcome) {
  const query = `project=${project}&type=onboarding&page=${page}&limit=${pageSize}`;
  const url = `${settings.url}?${query}`;
  const answer = await exchange(settings, { method: "GET", url, outcome });
  const listed = decodeStoredFlows(answer.body);
  if (listed) return listed;
  throw answer.unusable("the answer is no list of stored flows");
}
