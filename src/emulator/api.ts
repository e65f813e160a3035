import { match } from "ts-pattern";
import { allowsChange, allowsNew } from "./judge.js";
import type { Store } from "./store.js";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const invalid: Answer = { status: 400, body: { error: "Invalid request" } };
export const unauthorized: Answer = {
  status: 401,
  body: { message: "Unauthorized", code: "UNAUTHORIZED" },
};
const notFound: Answer = {
  status: 404,
  body: { error: "Project flow not found", message: "PROJECT_FLOW_NOT_FOUND" },
};

/** What the documented API answers to a request that carries the token. */
export function answerOf(store: Store, method: string, url: URL, body: unknown): Answer {
  const [, collection, id] = /^(\/v2\/project-flows)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
  if (!collection) return notFound;
  if (id === undefined) {
    return match(method)
      .with("GET", () => ok(listed(store, url.searchParams)))
      .with("POST", () => (allowsNew(body) ? ok(store.create(body)) : invalid))
      .otherwise(() => notFound);
  }
  const flow = store.get(id);
  if (!flow) return notFound;
  return match(method)
    .with("GET", () => ok(flow))
    .with("PUT", () => (allowsChange({ ...flow }, body) ? ok(store.update(flow, body)) : invalid))
    .with("DELETE", () => ok(store.delete(flow)))
    .otherwise(() => notFound);
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

const defaultPageSize = 10;
const mostOnPage = 100;

/** One page of the flows that the query asks for. */
function listed(store: Store, query: URLSearchParams): unknown {
  const limit = Math.min(Number(query.get("limit") ?? defaultPageSize), mostOnPage);
  const start = (Number(query.get("page") ?? 1) - 1) * limit;
  const flows = store
    .list()
    .filter((flow) =>
      (["project", "type", "status"] as const).every(
        (name) => !query.has(name) || query.get(name) === flow[name],
      ),
    );
  return flows.slice(start, start + limit);
}
