import ky from "ky";
import type { Sent } from "./call.js";
import type { Settings } from "./settings.js";

/** One request: whatever the status, and wherever it redirects to, the answer is the caller's. */
export function transmit(
  { token, fetch }: Settings,
  { method, url, body }: Sent,
  signal: AbortSignal,
): Promise<Response> {
  // Not through the Request that ky makes: fetch would make a stream of its body, and watch its signal.
  const init = { signal, ...(body === undefined ? {} : { body: once(body) }) };
  return ky(url, {
    method,
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
    },
    fetch: (request) => fetch(request, init),
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: "manual",
  });
}

/** If a connection that was used before is lost, Deno sends a text again unasked, but not a Blob. */
function once(body: string): string | Blob {
  return "Deno" in globalThis ? new Blob([body]) : body;
}
