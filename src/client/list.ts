import { type Answer, type Ending, isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Page, pageIn } from "./envelopes.js";
import { badResponse, type Failed } from "./named-failure.js";
import { isId } from "./same-flow.js";
import type { Settings } from "./settings.js";
import { requestError } from "./verbs.js";

/** The most that the API puts on a page. */
const pageSize = 100;

/** A list can change while it's read. */
export const mostReadings = 3;

/** Which flows a list has. */
export interface Filter {
  readonly project?: string;
  readonly type?: string;
  readonly status?: string;
}

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
  const { pacer, timeout } = settings;
  const until = performance.now() + timeout;
  const flows = new Map<string, AnyStoredFlow>();
  let total = 0;
  for (let page = 1; ; page += 1) {
    const left = pacer ? timeout : Math.max(1, Math.ceil(until - performance.now()));
    const read = await readPage({ ...settings, timeout: left }, path, { project, type }, page);
    if ("code" in read) return read;
    const before = flows.size;
    for (const flow of read.flows) flows.set(flow._id, flow);
    total = Math.max(total, read.total ?? 0);
    // Pages can be shorter than was asked for, and counts can be wrong: the end is where nothing new comes.
    if (flows.size === before) {
      const isComplete = flows.size >= total;
      return { flows: [...flows.values()], clockAhead: read.clockAhead, isComplete };
    }
  }
}

/**
 * Each flow of the list once, page by page as they are asked for. A flow that is deleted meanwhile can push another
 * one onto a page that was read: the list is read again then. Throws a `RequestError`.
 *
 * @see https://docs.verifik.co/resources/project-flows/list-all-project-flows
 */
export async function* eachFlow(
  settings: Settings,
  path: string,
  filter: Filter,
): AsyncGenerator<AnyStoredFlow, void, undefined> {
  const given = new Set<string>();
  for (let reading = 1; reading <= mostReadings; reading += 1) {
    const read = new Set<string>();
    let total = 0;
    for await (const page of pagesOf(settings, path, filter, read)) {
      total = Math.max(total, page.total ?? 0);
      for (const flow of page.flows) {
        if (given.has(flow._id)) continue;
        given.add(flow._id);
        if (isIn(filter, flow)) yield flow;
      }
    }
    if (read.size >= total) return;
  }
}

/** The pages up to the first with nothing new. `read` is given the ids on them. */
async function* pagesOf(
  settings: Settings,
  path: string,
  filter: Filter,
  read: Set<string>,
): AsyncGenerator<ReadPage, void, undefined> {
  for (let page = 1, before = -1; read.size > before; page += 1) {
    before = read.size;
    const listed = await readPage(settings, path, filter, page);
    if ("code" in listed) throw requestError(listed, { verb: "read", settings });
    for (const { _id } of listed.flows) read.add(_id);
    yield listed;
  }
}

/** Whether the flow passes the filter: a server may not know it. */
function isIn({ project, type, status }: Filter, flow: AnyStoredFlow): boolean {
  return (
    (project === undefined || isId(flow.project, project)) &&
    (type === undefined || flow.type === type) &&
    (status === undefined || flow.status === status)
  );
}

interface ReadPage extends Page {
  /** How far the server's clock is ahead of this machine's, in milliseconds; 0 if it doesn't tell. */
  readonly clockAhead: number;
}

async function readPage(
  settings: Settings,
  path: string,
  filter: Filter,
  page: number,
): Promise<ReadPage | Failed> {
  const url = `${settings.baseUrl}${path}?${queryOf(filter, page)}`;
  const ending = await exchange(settings, { method: "GET", url });
  if (isFailure(ending)) return ending;
  const read = pageIn(ending.body);
  if (!read) return badResponse("the response isn't a list of flows", ending);
  return { ...read, clockAhead: clockAhead(ending) };
}

/** The documentation says `project` and `limit`, Verifik's own code says `where_project` and `perPage`. */
function queryOf(filter: Filter, page: number): string {
  const fields = Object.entries(filter).map(
    ([name, value]) => `${name}=${value}&where_${name}=${value}`,
  );
  return [...fields, `page=${page}&limit=${pageSize}&perPage=${pageSize}`].join("&");
}

function clockAhead({ date, receivedAt }: Ending & Answer): number {
  return date === undefined || receivedAt === undefined ? 0 : date - receivedAt;
}
