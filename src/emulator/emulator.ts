import { match } from "ts-pattern";
import { parse } from "../http/decode.js";
import type { StoredFlow } from "../http/stored-flow.js";
import { allowsChange, allowsNew } from "./judge.js";
import { Store } from "./store.js";

/** How answers are wrapped: Verifik's pages show the flow bare, as `{data}`, and with a signature. */
export type Envelope = "bare" | "data" | "signed";

export interface EmulatorOptions {
  /** The bearer token that requests must carry. Default: `"emulator-token"`. */
  readonly token?: string;
  /** How answers are wrapped. Default: `"bare"`, as in Verifik's page on Smart Enroll flows. */
  readonly envelope?: Envelope;
}

/** A request that the emulator answered. */
export interface EmulatedRequest {
  readonly method: string;
  readonly path: string;
  /** The parsed JSON body; `undefined` if there was none. */
  readonly body: unknown;
  /** The status of the answer. */
  readonly status: number;
}

/** Verifik's project flows, kept in memory. */
export interface Emulator {
  /** The bearer token that requests must carry. */
  readonly token: string;
  /** What is stored now, the oldest first. */
  readonly flows: readonly StoredFlow[];
  /** What was asked so far, the oldest first. */
  readonly requests: readonly EmulatedRequest[];
  /** Answers a request without a socket, to whatever host it goes. */
  readonly fetch: typeof globalThis.fetch;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The documented API as a `fetch` function, for tests without a port.
 *
 * ```ts
 * const verifik = createEmulator();
 * await onboarding.submit({ token: verifik.token, fetch: verifik.fetch });
 * verifik.flows.length; // 1
 * ```
 */
export function createEmulator({
  token = "emulator-token",
  envelope = "bare",
}: EmulatorOptions = {}): Emulator {
  const store = new Store();
  const requests: EmulatedRequest[] = [];
  return {
    token,
    get flows() {
      return store.list();
    },
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const body = parse(await request.text());
      const { method } = request;
      const path = new URL(request.url).pathname;
      const authorized = request.headers.get("authorization") === `Bearer ${token}`;
      const answer = authorized ? answerOf(store, method, path, body) : unauthorized;
      requests.push({ method, path, body, status: answer.status });
      return Response.json(answer.status === 200 ? wrap(envelope, answer.body) : answer.body, {
        status: answer.status,
      });
    },
  };
}

const invalid: Answer = { status: 400, body: { error: "Invalid request" } };
const unauthorized: Answer = {
  status: 401,
  body: { message: "Unauthorized", code: "UNAUTHORIZED" },
};
const notFound: Answer = {
  status: 404,
  body: { error: "Project flow not found", message: "PROJECT_FLOW_NOT_FOUND" },
};

function answerOf(store: Store, method: string, path: string, body: unknown): Answer {
  const [, collection, id] = /^(\/v2\/project-flows)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (!collection) return notFound;
  if (id === undefined) {
    return match(method)
      .with("GET", () => ok(store.list()))
      .with("POST", () => (allowsNew(body) ? ok(store.create(body)) : invalid))
      .otherwise(() => notFound);
  }
  const flow = store.get(id);
  if (!flow) return notFound;
  return match(method)
    .with("GET", () => ok(flow))
    .with("PUT", () => (allowsChange(body) ? ok(store.update(flow, body)) : invalid))
    .with("DELETE", () => ok(store.delete(flow)))
    .otherwise(() => notFound);
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function wrap(envelope: Envelope, data: unknown): unknown {
  return match(envelope)
    .with("bare", () => data)
    .with("data", () => ({ data }))
    .with("signed", () => ({ success: true, data, signature }))
    .exhaustive();
}

const signature = { dateTime: "April 11, 2023 12:25 PM", message: "Certified by Verifik.co" };
