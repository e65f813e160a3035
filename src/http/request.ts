import type { RequestEvent } from "./request-event.js";

/** What is sent. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
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
  readonly onEvent?: (event: RequestEvent) => void;
}
