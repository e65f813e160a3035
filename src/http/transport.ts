import ky from "ky";
import type { Settings } from "./settings.js";

/** One POST: whatever the status, and wherever it redirects to, the answer is the caller's. */
export function post(settings: Settings, body: string, signal: AbortSignal): Promise<Response> {
  return ky.post(settings.url, {
    body,
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: `Bearer ${settings.token}`,
    },
    signal,
    fetch: settings.fetch,
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: "manual",
  });
}
