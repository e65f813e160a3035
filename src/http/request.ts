import type { RequestEvent } from "./request-event.js";

/** What is sent. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  /** JSON. */
  readonly body?: string;
}

/** How it is sent. */
export interface HttpSettings {
  readonly token: string;
  /** How long a request may take with all its attempts, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** How often it is sent again, if it is known that the server did not process it. */
  readonly retries: number;
  readonly retryRateLimited: boolean;
  readonly fetch: typeof globalThis.fetch;
  /** Told what happens. Whatever it does or throws changes nothing. */
  readonly onEvent?: ((event: RequestEvent) => unknown) | undefined;
}
