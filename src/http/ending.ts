/**
 * Whether what a request asks for happened:
 * - `not-sent`: no request left.
 * - `rejected`: the server refused it.
 * - `unknown`: a request left and no answer tells.
 * - `applied`: the server said yes, but what it answered can't be used.
 */
export type Outcome = "not-sent" | "rejected" | "unknown" | "applied";

/** How a request failed. */
export type FailureCode =
  | "CONNECT_FAILED"
  | "TLS_FAILED"
  | "CONNECTION_LOST"
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

/** What the head of an answer tells. */
export interface Head {
  readonly status: number;
  /** The `x-request-id`. */
  readonly requestId: string | undefined;
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly date: number | undefined;
}

/** A 2xx that was read to its end. */
export interface Answer extends Head {
  readonly body: string;
}

/** A request that has no such answer. */
export interface Failure extends Partial<Head> {
  readonly code: FailureCode;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What the server says of a refusal, as it came. */
  readonly body?: string;
  readonly cause?: Error;
}

/** How a request ended, and how often a connection was tried for it. */
export type Ending = (Answer | Failure) & {
  readonly attempts: number;
  readonly sentAt: number;
  readonly receivedAt: number;
};

export function isFailure<End extends Answer | Failure>(end: End): end is End & Failure {
  return "code" in end;
}
