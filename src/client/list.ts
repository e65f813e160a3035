import { type Answer, type Ending, isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { pageIn } from "./envelopes.js";
import { badResponse, type Failed } from "./named-failure.js";
import type { Settings } from "./settings.js";

/** The most that the API puts on a page. */
const pageSize = 100;

/** The flows that a server has. */
export interface Listed {
  readonly flows: readonly AnyStoredFlow[];
  /** How far the server's clock is ahead of this machine's, in milliseconds; 0 if it doesn't tell. */
  readonly clockAhead: number;
  /** Whether that's all of them, as far as the server says how many there are. */
  readonly isComplete: boolean;
}

/**
 * The project's flows of a type, from every page, in one time limit. What fails is returned too: it
 * depends on the caller what that means.
 *
 * @see https://docs.verifik.co/resources/project-flows/list-all-project-flows
 */
export async function listFlows(
  settings: Settings,
  { path, type }: FlowType,
  project: string,
): Promise<Listed | Failed> {
  const until = performance.now() + settings.timeout;
  const flows = new Map<string, AnyStoredFlow>();
  let total = 0;
  for (let page = 1; ; page += 1) {
    // The documentation says `limit`, Verifik's own code says `perPage`.
    const query = `project=${project}&type=${type}&page=${page}&limit=${pageSize}&perPage=${pageSize}`;
    const timeout = Math.max(1, Math.ceil(until - performance.now()));
    const url = `${settings.baseUrl}${path}?${query}`;
    const ending = await exchange({ ...settings, timeout }, { method: "GET", url });
    if (isFailure(ending)) return ending;
    const listed = pageIn(ending.body);
    if (!listed) return badResponse("the response isn't a list of flows", ending);
    const before = flows.size;
    for (const flow of listed.flows) flows.set(flow._id, flow);
    total = Math.max(total, listed.total ?? 0);
    // Pages can be shorter than was asked for, and counts can be wrong: the end is where nothing new comes.
    if (flows.size === before) {
      const isComplete = flows.size >= total;
      return { flows: [...flows.values()], clockAhead: clockAhead(ending), isComplete };
    }
  }
}

function clockAhead({ date, receivedAt }: Ending & Answer): number {
  return date === undefined || receivedAt === undefined ? 0 : date - receivedAt;
}
