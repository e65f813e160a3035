import { match } from "ts-pattern";
import { flowTypes } from "../flows/types.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { wrappedFlow, wrappedPage } from "./envelope.js";
import { allowsChange, allowsNew } from "./judge.js";
import type { EmulatorSettings } from "./options.js";
import { pageOf } from "./page.js";
import type { Store } from "./store.js";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const invalid: Answer = { status: 400, body: { error: "Invalid request" } };
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

/** What a path names: the flows of a type, or one of them. */
function placeIn(pathname: string): { readonly id: string | undefined } | undefined {
  const path = flowTypes.find(({ path }) => `${pathname}/`.startsWith(`${path}/`))?.path;
  if (path === undefined) return undefined;
  return { id: pathname === path ? undefined : pathname.slice(path.length + 1).toLowerCase() };
}

/** What the documented API answers to a request that carries the token. */
export function answerOf(
  store: Store,
  settings: EmulatorSettings,
  method: string,
  url: URL,
  body: unknown,
): Answer {
  const { envelope } = settings;
  const ok = (flow: AnyStoredFlow) => ({ status: 200, body: wrappedFlow(envelope, flow) });
  const place = placeIn(url.pathname);
  if (!place) return notFound;
  const { id } = place;
  if (id === undefined) {
    return match(method)
      .with("GET", "HEAD", () => listed(store, settings, url.searchParams))
      .with("POST", () => (allowsNew(body) ? ok(store.create(body)) : invalid))
      .otherwise(() => notFound);
  }
  const flow = store.get(id);
  if (!flow) return notFound;
  return match(method)
    .with("GET", "HEAD", () => ok(flow))
    .with("PUT", () => (allowsChange({ ...flow }, body) ? ok(store.update(flow, body)) : invalid))
    .with("DELETE", () => ok(store.delete(flow)))
    .otherwise(() => notFound);
}

function listed(store: Store, settings: EmulatorSettings, query: URLSearchParams): Answer {
  const page = pageOf(store.list(), query, settings);
  return page ? { status: 200, body: wrappedPage(settings.envelope, page) } : invalidQuery;
}
