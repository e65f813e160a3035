import ky from "ky";
import type { HttpRequest, HttpSettings } from "./request.js";

/** One request: whatever the status, and wherever it redirects to, the answer is the caller's. */
export function transmit(
  { token, fetch }: HttpSettings,
  { method, url, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Response> {
  const init = {
    method,
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
    },
    redirect: "manual",
    signal,
    ...(body === undefined ? {} : { body: sentOnce(body) }),
  } as const;
  return ky(url, {
    // Not the Request that ky makes: fetch would copy it, make a stream of its body and watch its signal.
    fetch: () => fetch(url, init),
    method,
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });
}

/** If a connection that was used before is lost, Deno sends a text again unasked, but not a Blob. */
function sentOnce(body: string): string | Blob {
  return "Deno" in globalThis ? new Blob([body]) : body;
}
