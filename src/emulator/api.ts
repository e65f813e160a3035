import { match } from "ts-pattern";
import { deletedFlows } from "../flows/shared/rows.js";
import { flowTypes } from "../flows/types.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { wrappedFlow, wrappedPage } from "./envelope.js";
import { type Detail, judgeChange, judgeNew } from "./judge.js";
import type { EmulatorSettings } from "./options.js";
import { pageOf } from "./page.js";
import { asRead } from "./references.js";
import type { Store } from "./store.js";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that carries the token. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** The parsed JSON body. */
  readonly body: unknown;
}

const invalidQuery: Answer = {
  status: 400,
  body: { success: false, error: "Invalid query parameters", code: "INVALID_PARAMETERS" },
};
export const unauthorized: Answer = {
  status: 401,
  body: { message: "Unauthorized", code: "UNAUTHORIZED" },
};
export const tooLarge: Answer = {
  status: 413,
  body: { error: "Payload too large", message: "PAYLOAD_TOO_LARGE" },
};
const notFound: Answer = {
  status: 404,
  body: { error: "Project flow not found", message: "PROJECT_FLOW_NOT_FOUND" },
};

/** The answer to a request over the limit, which may be repeated after so many milliseconds. */
export function rateLimited(wait: number): Answer {
  return {
    status: 429,
    body: { message: "Too many requests", code: "RateLimitExceeded" },
    headers: { "retry-after": String(Math.ceil(wait / 1000)) },
  };
}

/** What the documented API answers. */
export function answerOf(store: Store, settings: EmulatorSettings, asked: Asked): Answer {
  const { method, url, body } = asked;
  const { pathname } = url;
  const deleted = idIn(pathname, deletedFlows);
  if (deleted !== undefined) {
    return method === "DELETE" ? deletion(store, settings, deleted) : notFound;
  }
  const path = flowTypes.find(({ path }) => `${pathname}/`.startsWith(`${path}/`))?.path;
  if (path === undefined) return notFound;
  const id = idIn(pathname, path);
  if (id !== undefined) return answerOfFlow(store, settings, id, asked);
  return match(method)
    .with("GET", "HEAD", () => listed(store, settings, url.searchParams))
    .with("POST", () => {
      const verdict = judgeNew(body);
      return "details" in verdict
        ? invalid(settings, verdict.details)
        : okay(settings, store.create(verdict.allowed));
    })
    .otherwise(() => notFound);
}

/** What a path names below the other. */
function idIn(pathname: string, path: string): string | undefined {
  return pathname.startsWith(`${path}/`)
    ? pathname.slice(path.length + 1).toLowerCase()
    : undefined;
}

function answerOfFlow(
  store: Store,
  settings: EmulatorSettings,
  id: string,
  { method, body }: Asked,
): Answer {
  const flow = store.get(id);
  if (!flow) return notFound;
  return match(method)
    .with("GET", "HEAD", () => okay(settings, asRead(flow, settings)))
    .with("PUT", () => update(store, settings, flow, body))
    .otherwise(() => notFound);
}

function update(
  store: Store,
  settings: EmulatorSettings,
  flow: AnyStoredFlow,
  body: unknown,
): Answer {
  if (settings.activeUsers(flow._id)) return inUse("update");
  const verdict = judgeChange({ ...flow }, body);
  if ("details" in verdict) return invalid(settings, verdict.details);
  const stored = store.update(flow, verdict.allowed, settings.merge);
  return okay(settings, settings.updateAnswer === "sent" ? verdict.allowed : stored);
}

/** As v3 answers, whatever the envelope of v2. */
function deletion(store: Store, { activeUsers }: EmulatorSettings, id: string): Answer {
  if (!/^[0-9a-f]{24}$/.test(id))
    return v3Error(400, "BadRequest", "Invalid project flow ID format");
  const flow = store.get(id);
  if (!flow) return v3Error(404, "NotFound", "Project flow not found");
  if (activeUsers(flow._id)) return inUse("delete");
  const { _id, type } = store.delete(flow);
  return { status: 200, body: { data: { _id, type, status: "deleted" } } };
}

function inUse(verb: "update" | "delete"): Answer {
  return v3Error(409, "Conflict", `Cannot ${verb} project flow with active users`);
}

function invalid({ refusals }: EmulatorSettings, details: readonly Detail[]): Answer {
  if (refusals === "short") return { status: 400, body: { error: "Invalid request" } };
  return v3Error(422, "UnprocessableEntity", "Project flow validation failed", { details });
}

function v3Error(status: number, code: string, message: string, more = {}): Answer {
  const timestamp = new Date().toISOString();
  return { status, body: { message, code, status, timestamp, ...more } };
}

function okay({ envelope }: EmulatorSettings, flow: unknown): Answer {
  return { status: 200, body: wrappedFlow(envelope, flow) };
}

function listed(store: Store, settings: EmulatorSettings, query: URLSearchParams): Answer {
  const page = pageOf(store.list(), query, settings);
  if (!page) return invalidQuery;
  const flows = page.flows.map((flow) => asRead(flow, settings));
  return { status: 200, body: wrappedPage(settings.envelope, { ...page, flows }) };
}
