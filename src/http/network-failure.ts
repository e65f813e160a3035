import type { Failure } from "./ending.js";

/**
 * What runtimes say, as the code or the message of an error, only before a byte of a request has left.
 * `EPROTO` is not here, because Bun also says it of a request that the server has read.
 */
const unsent: ReadonlyArray<{ readonly failure: Failure; readonly sign: RegExp }> = [
  {
    failure: {
      code: "CONNECT_FAILED",
      outcome: "not-sent",
      reason: "no connection could be made",
    },
    sign: /^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|bad port)$|^Fetch failed: Requests to port |^error sending request for url \(\S+\): client error \(Connect\): (tcp|dns) /,
  },
  {
    failure: {
      code: "TLS_FAILED",
      outcome: "not-sent",
      reason: "the connection could not be secured",
    },
    sign: /^(ERR_TLS_[A-Z_]+|ERR_SSL_[A-Z_]+|ERR_OSSL_[A-Z_]+|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|SELF_SIGNED_[A-Z_]+|DEPTH_ZERO_[A-Z_]+)$|disconnected before secure TLS connection was established|^error sending request for url \(\S+\): client error \(Connect\): /,
  },
];

const lost: Failure = {
  code: "CONNECTION_LOST",
  outcome: "unknown",
  reason: "the connection was lost before an answer came",
};

/**
 * What an error of `fetch` says of the request. What it does not say leaves the outcome unknown. Its own
 * words go no further: they may hold the request.
 */
export function networkFailure(error: unknown): Failure {
  const signs = signsOf(error);
  const known = unsent.find(({ sign }) => signs.some((text) => sign.test(text)));
  return known?.failure ?? lost;
}

/** Codes and messages along the chain of causes: runtimes wrap an error in one or two of their own. */
function signsOf(error: unknown): readonly string[] {
  const signs: string[] = [];
  let link = error;
  for (let depth = 0; depth < 5 && link instanceof Error; depth += 1) {
    const { code, syscall } = link as { code?: unknown; syscall?: unknown };
    if (code === "ETIMEDOUT" && syscall === "connect") signs.push("UND_ERR_CONNECT_TIMEOUT");
    signs.push(String(code), link.message);
    link = link.cause;
  }
  return signs;
}
