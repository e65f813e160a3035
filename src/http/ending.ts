/**
 * Whether what a request asks for happened:
 * - `not-sent`: no request left.
 * - `rejected`: the server refused it.
 * - `unknown`: a request may have left, and no response tells.
 * - `applied`: the server accepted it, but the body of its response can't be used.
 */
export type Outcome = "not-sent" | "rejected" | "unknown" | "applied";

/** How a request failed. */
export type FailureCode =
  | "CONNECT_FAILED"
  | "TLS_FAILED"
  | "CONNECTION_LOST"
  | "BAD_FETCH"
  | "TIMEOUT"
  | "ABORTED"
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "PAYMENT_REQUIRED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "REQUEST_TIMEOUT"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "UNPROCESSABLE"
  | "RATE_LIMITED"
  | "REFUSED"
  | "SERVER_ERROR"
  | "UNAVAILABLE"
  | "REDIRECT"
  | "TRUNCATED"
  | "TOO_LARGE";

/** What the head of a response tells. */
export interface Head {
  readonly status: number;
  /** The `x-request-id`. */
  readonly requestId: string | undefined;
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The server's clock, in milliseconds since 1970, to the second. */
  readonly date: number | undefined;
}

/** A 2xx with its whole body. */
export interface Answer extends Head {
  readonly body: string;
}

/** A request without such a response. */
export interface Failure extends Partial<Head> {
  readonly code: FailureCode;
  readonly outcome: Outcome;
  readonly reason: string;
  /** The body of a refusal, as it came. */
  readonly body?: string;
  /** The error behind it, without anything of the request. */
  readonly cause?: Error;
}

/** How a request ended. */
export type Ending = (Answer | Failure) & Attempts;

/** How often a connection was tried, and when the last attempt was made, on this machine's clock. */
export interface Attempts {
  readonly attempts: number;
  /** Just before it was sent, in milliseconds since 1970. Setting the clock in between changes nothing. */
  readonly sentAt: number | undefined;
  /** When the head of its response came. */
  readonly receivedAt: number | undefined;
}

export function isFailure<End extends Answer | Failure>(end: End): end is End & Failure {
  return "code" in end;
}
