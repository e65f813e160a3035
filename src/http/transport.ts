import ky from "ky";
import { BadFetch } from "./bad-fetch.js";
import { watchConnects } from "./connect-errors.js";
import type { HttpRequest, HttpSettings } from "./request.js";

/** What was put in its place later may be a fetch of any kind. */
const runtimeFetch = globalThis.fetch;

export function isRuntimes(fetch: typeof globalThis.fetch): boolean {
  return fetch === runtimeFetch;
}

/** Sends one request. It follows no redirect and takes every status: the response is the caller's. */
export async function transmit(
  settings: HttpSettings,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Response> {
  watchConnects();
  let sent: Promise<Response> | undefined;
  const answered = ky(request.url, {
    // Not the Request that ky makes: fetch would copy it, make a stream of its body and watch its signal.
    fetch: () => {
      sent = send(settings, request, signal);
      return sent;
    },
    method: request.method,
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });
  // ky wraps what fetch throws, and fails itself if the response is a polyfill's.
  await answered.catch(() => {});
  return sent ?? answered;
}

async function send(
  { token, fetch }: HttpSettings,
  { method, url, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Response> {
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    authorization: `Bearer ${token}`,
    ...(method === "GET" && { "cache-control": "no-cache" }),
  };
  // Bun would send these again by itself, unasked, after losing a connection that was used before.
  const fresh = (method === "PUT" || method === "DELETE") && { keepalive: false };
  const init = { method, headers, redirect: "manual", signal, ...fresh } as const;
  const once: RequestInit = body === undefined ? init : { ...init, ...sentOnce(body, headers) };
  if (isRuntimes(fetch)) return checked(await fetch(url, once));
  // A fetch over axios, say, would encode a body twice that is no plain text. A Request can hide what it is.
  const plain = body === undefined || once.body instanceof Blob ? once : { ...init, body };
  return checked(await fetch(fetch.length === 1 ? new AskedFor(url, once) : url, plain));
}

/**
 * What a `fetch` of the user's own gets as its first argument if it declares one parameter, because
 * `(request) => fetch(request)` would drop the method, the headers and the body of a second one. It gets the
 * second all the same, for `(url, init = {}) => …`, and finds the URL by `String(url)`. Other functions get
 * a URL, since making a Request and copying it again costs a tenth of a submit.
 */
class AskedFor extends Request {
  override toString(): string {
    return this.url;
  }
}

/**
 * The body in a form that the runtime's own fetch doesn't send again unasked. Node's fetch would send a text
 * a second time after a 421, and Deno's after losing a connection that was used before. A stream would do,
 * but without its length it would be sent in chunks, which some servers refuse; Node takes the length from
 * the header.
 */
function sentOnce(body: string, headers: Record<string, string>): Pick<RequestInit, "body"> {
  const { Deno, process } = globalThis as {
    Deno?: unknown;
    process?: { versions?: { undici?: string } };
  };
  if (Deno) return { body: new Blob([body]) };
  if (!process?.versions?.undici) return { body };
  const once = new OneShot(body);
  const length = String(once.bytes.length);
  return { body: once, duplex: "half", headers: { ...headers, "content-length": length } } as never;
}

/** Node's fetch reads it as a stream, which it can't send again. Whatever else reads it finds a text. */
class OneShot extends String {
  readonly bytes = new TextEncoder().encode(String(this));

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    yield this.bytes;
  }
}

/** The response, if it is one. A `fetch` of the user's own may return anything. */
function checked(response: Response): Response {
  try {
    response.headers.get("date");
    if (Number.isInteger(response.status)) return response;
  } catch {}
  throw new BadFetch("the `fetch` that you passed didn't return a Response");
}
