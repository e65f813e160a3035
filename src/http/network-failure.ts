import { unconnectedHost } from "./connect-errors.js";
import type { Failure } from "./ending.js";
import { chainOf, errorsOf, textOf } from "./error-chain.js";
import { type Secrets, safeCause } from "./safe-cause.js";

type UnsentCode = "CONNECT_FAILED" | "TLS_FAILED";

/** What runtimes and node-fetch say, as the code or the message of an error, only of a connection that was never made. */
const unconnected =
  /^(UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|bad port|Fetch failed: Requests to port .*|(E[A-Z]+: )?Unable to connect\. Is .*|request to \S+ failed, reason: (connect|getaddrinfo) E.*)$/;

/**
 * What Node says only before a handshake is done. Most codes of OpenSSL are not here: it also says them of a
 * connection that breaks later, and servers with TLS 1.3 refuse a client after it could send its request.
 * Neither is Bun's `EPROTO`, for the same reason.
 */
const unsecured =
  /^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|Client network socket disconnected before secure TLS connection was established)$/;

/** What an error of `fetch` says of the request. Without proof that it didn't leave, it may have. */
export function networkFailure(
  error: unknown,
  address: string,
  secrets: Secrets,
  isOwnFetch: boolean,
): Failure {
  const chain = chainOf(error);
  const url = new URL(address);
  const cause = safeCause(chain, secrets);
  const code =
    chain.map((link) => unsentCode(link, url, isOwnFetch)).find(Boolean) ?? "CONNECTION_LOST";
  const outcome = code === "CONNECTION_LOST" ? "unknown" : "not-sent";
  return { code, outcome, reason: reasonOf(code, url) + wordsIn(cause), cause };
}

function reasonOf(code: UnsentCode | "CONNECTION_LOST", url: URL): string {
  const host = `${url.hostname}:${portOf(url)}`;
  switch (code) {
    case "CONNECT_FAILED":
      return `no connection to ${host} could be made`;
    case "TLS_FAILED":
      return `the connection to ${host} could not be secured`;
    case "CONNECTION_LOST":
      return `the connection to ${host} was lost before a response came`;
  }
}

/** The code of the innermost error that has one, or what the innermost error says. */
function wordsIn(error: Error): string {
  const code = codeIn(error);
  return ` (${code || innermost(error).message || "no reason given"})`;
}

function codeIn({ code = "", cause }: Error & { readonly code?: string }): string {
  const inner = cause instanceof Error ? codeIn(cause) : "";
  return inner || (/^[\w/]{3,60}$/.test(code) ? code : "");
}

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

/**
 * A `fetch` of the user's own may have sent the request and failed at something else: what it throws proves
 * nothing, unless Node's fetch said that it couldn't connect to this very host.
 */
function unsentCode(error: object, url: URL, isOwnFetch: boolean): UnsentCode | undefined {
  const host = unconnectedHost(error);
  if (host === undefined) return isOwnFetch ? codeAt(error, url) : undefined;
  if (host !== url.host) return undefined;
  return isConnect(error) ? "CONNECT_FAILED" : "TLS_FAILED";
}

function codeAt(error: object, url: URL): UnsentCode | undefined {
  const message = textOf(error, "message");
  const deno = `error sending request for url (${url.href}): client error (Connect): `;
  if (message.startsWith(deno)) {
    return /^(tcp|dns) /.test(message.slice(deno.length)) ? "CONNECT_FAILED" : "TLS_FAILED";
  }
  if (isConnect(error)) return isElsewhere(error, url) ? undefined : "CONNECT_FAILED";
  return says(error, unsecured) ? "TLS_FAILED" : undefined;
}

/** Whether it failed before the connection stood. A `read`, a `write` or no system call proves nothing. */
function isConnect(error: object, within = false): boolean {
  const errors = within ? [] : errorsOf(error);
  if (errors.length > 0) return errors.every((inner) => isConnect(inner, true));
  return /^(connect|getaddrinfo)$/.test(textOf(error, "syscall")) || says(error, unconnected);
}

/** Whether the error names another host: something redirected a request that the first host had read. */
function isElsewhere(error: object, url: URL): boolean {
  const hostname = textOf(error, "hostname");
  return [error, ...errorsOf(error)].some((inner) => {
    const port = textOf(inner, "port");
    return (port && port !== portOf(url)) || (hostname && hostname !== url.hostname);
  });
}

function says(error: object, sign: RegExp): boolean {
  return sign.test(textOf(error, "code")) || sign.test(textOf(error, "message"));
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === "http:" ? "80" : "443");
}
