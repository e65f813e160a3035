import ky from "ky";
import { BadFetch } from "./bad-fetch.js";
import { watchConnects } from "./connect-errors.js";
import type { HttpRequest, HttpSettings } from "./request.js";

/** What was put in its place later may be a fetch of any kind. */
const runtimeFetch = globalThis.fetch;

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
  const own = fetch !== runtimeFetch;
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    authorization: `Bearer ${token}`,
  };
  const init: RequestInit = { method, headers, redirect: "manual", signal };
  if (body !== undefined) Object.assign(init, own ? { body } : sentOnce(body, headers));
  return checked(await fetch(own && fetch.length === 1 ? new AskedFor(url, init) : url, init));
}

/**
 * What a `fetch` of the user's own gets if it declares one parameter. `(request) => fetch(request)` would
 * drop the method, the headers and the body of a second argument. The others get a URL, which saves a copy;
 * and one that takes a request for a URL still finds the URL in it.
 */
class AskedFor extends Request {
  override toString(): string {
    return this.url;
  }
}

/**
 * A body that the runtime's own fetch doesn't send a second time unasked: Node's does it with a text after
 * a 421, and Deno's if it loses a connection that was used before. Neither can tell the length of such a
 * body or, on Deno, needs to be told.
 */
function sentOnce(body: string, headers: Record<string, string>): RequestInit {
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

/** Node's fetch reads it as a stream, which can't be sent again; whatever stands in for fetch reads a text. */
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
