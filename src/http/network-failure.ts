import type { Outcome, SubmitErrorCode } from "../submit-error.js";

interface NetworkFailure {
  readonly code: SubmitErrorCode;
  readonly outcome: Outcome;
  readonly reason: string;
}

/** Codes of errors that end a connection before a byte of the request is on it. */
const connecting =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;
const securing =
  /^(ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|CERT_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|ERR_OSSL_\w+)$/;

/** What an error of `fetch` says of the request. What it does not say leaves the outcome unknown. */
export function networkFailure(error: unknown): NetworkFailure {
  const codes = codesOf(error);
  const connect = codes.find((code) => connecting.test(code));
  if (connect) {
    return {
      code: "CONNECT_FAILED",
      outcome: "not-sent",
      reason: `no connection could be made (${connect})`,
    };
  }
  const secure = codes.find((code) => securing.test(code));
  if (secure) {
    return {
      code: "TLS_FAILED",
      outcome: "not-sent",
      reason: `the connection could not be secured (${secure})`,
    };
  }
  const last = codes.at(-1) ?? (error instanceof Error ? error.name : typeof error);
  return {
    code: "CONNECTION_LOST",
    outcome: "unknown",
    reason: `the connection was lost before an answer came (${last})`,
  };
}

/** The codes along the chain of causes, which runtimes wrap in one or two errors of their own. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let link = error;
  for (let depth = 0; depth < 5 && link instanceof Error; depth += 1) {
    const { code, syscall } = link as { code?: unknown; syscall?: unknown };
    if (code === "ETIMEDOUT" && syscall === "connect") codes.push("UND_ERR_CONNECT_TIMEOUT");
    if (typeof code === "string") codes.push(code);
    link = link.cause;
  }
  return codes;
}
