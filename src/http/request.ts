import type { RequestEvent } from "./request-event.js";

/** What is sent. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  /** JSON. */
  readonly body?: string;
}

/** Gives requests their turn, so that they stay within a rate limit. */
export interface Pacer {
  /** Resolves when one more request may be sent; rejects if the signal is aborted before. */
  turn(signal: AbortSignal): Promise<void>;
  /**
   * Lets no request go for as long as the server asks for. Returns how long the next one has to wait besides its
   * turn, or `undefined` if that is too long for all to wait.
   */
  rest(retryAfterMs: number | undefined): 0 | undefined;
}

/** How it is sent. */
export interface HttpSettings {
  readonly token: string;
  /** How long a request may take with all its attempts, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** How often it is sent again, if the server did not process it, or if processing it twice changes nothing. */
  readonly retries: number;
  readonly retryRateLimited: boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly pacer?: Pacer | undefined;
  /** Told what happens. Whatever it does or throws changes nothing. */
  readonly onEvent?: ((event: RequestEvent) => unknown) | undefined;
}
