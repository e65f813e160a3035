import type { FailureCode, Outcome } from "./ending.js";

interface Verdict {
  readonly code: FailureCode;
  readonly outcome: Outcome;
}

/** Statuses with a meaning of their own. The others are judged by their first digit. */
const verdicts: Readonly<Record<number, Verdict>> = {
  /** How browsers show a redirect that they were told not to follow. */
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

/** What a response other than a 2xx means. */
export function verdictOf(status: number): Verdict {
  const verdict = verdicts[status];
  if (verdict) return verdict;
  switch (Math.floor(status / 100)) {
    case 3:
      return { code: "REDIRECT", outcome: "rejected" };
    case 4:
      return { code: "REFUSED", outcome: "rejected" };
    default: // also what is no final status, or none at all
      return { code: "SERVER_ERROR", outcome: "unknown" };
  }
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
