import { match } from "ts-pattern";
import { flowTypes } from "../flows/types.js";
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

/** What a path names: the flows of a type, or one of them. */
function placeIn(pathname: string): { readonly id: string | undefined } | undefined {
  const path = flowTypes.find(({ path }) => `${pathname}/`.startsWith(`${path}/`))?.path;
  if (path === undefined) return undefined;
  return { id: pathname === path ? undefined : pathname.slice(path.length + 1) };
}

/** What the documented API answers to a request that carries the token. */
export function answerOf(store: Store, method: string, url: URL, body: unknown): Answer {
  const place = placeIn(url.pathname);
  if (!place) return notFound;
  const { id } = place;
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
