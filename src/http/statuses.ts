import type { FailureCode, Outcome } from "./ending.js";

interface Verdict {
  readonly code: FailureCode;
  readonly outcome: Outcome;
}

/** Statuses that mean something of their own; the others are judged by their class. */
const verdicts: Readonly<Record<number, Verdict>> = {
  /** How browsers show a redirect that is not to be followed. */
  0: { code: "REDIRECT", outcome: "unknown" },
  302: { code: "REDIRECT", outcome: "unknown" },
  303: { code: "REDIRECT", outcome: "unknown" },
  400: { code: "BAD_REQUEST", outcome: "rejected" },
  401: { code: "UNAUTHORIZED", outcome: "rejected" },
  402: { code: "PAYMENT_REQUIRED", outcome: "rejected" },
  403: { code: "FORBIDDEN", outcome: "rejected" },
  404: { code: "NOT_FOUND", outcome: "rejected" },
  408: { code: "REQUEST_TIMEOUT", outcome: "unknown" },
  409: { code: "CONFLICT", outcome: "rejected" },
  413: { code: "PAYLOAD_TOO_LARGE", outcome: "rejected" },
  415: { code: "UNSUPPORTED_MEDIA_TYPE", outcome: "rejected" },
  422: { code: "UNPROCESSABLE", outcome: "rejected" },
  429: { code: "RATE_LIMITED", outcome: "rejected" },
  502: { code: "UNAVAILABLE", outcome: "unknown" },
  503: { code: "UNAVAILABLE", outcome: "unknown" },
  504: { code: "UNAVAILABLE", outcome: "unknown" },
};

/** What an answer other than a 2xx means. */
export function verdictOf(status: number): Verdict {
  const verdict = verdicts[status];
  if (verdict) return verdict;
  if (status >= 500) return { code: "SERVER_ERROR", outcome: "unknown" };
  if (status >= 400) return { code: "REFUSED", outcome: "rejected" };
  return { code: "REDIRECT", outcome: "rejected" };
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
