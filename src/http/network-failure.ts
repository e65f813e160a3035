import { unconnectedHost } from "./connect-errors.js";
import type { Failure } from "./ending.js";
import { chainOf, type Link } from "./error-chain.js";
import { type Secrets, safeCause } from "./safe-cause.js";

type UnsentCode = "CONNECT_FAILED" | "TLS_FAILED";

/** What runtimes say, as the code or the message of an error, only of a connection that was never made. */
const unconnected =
  /^(UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|bad port|Fetch failed: Requests to port \d.*|(E[A-Z]+: )?Unable to connect\. Is the computer able to access the url\?)$/;

/**
 * What Node says only before a handshake is done. Most codes of OpenSSL are not here: it also says them of a
 * connection that breaks later, and servers with TLS 1.3 refuse a client after it could send its request.
 * Neither is Bun's `EPROTO`, for the same reason.
 */
const unsecured =
  /^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|Client network socket disconnected before secure TLS connection was established)$/;

/** What an error of `fetch` says of the request. Without proof that it didn't leave, it may have. */
export function networkFailure(error: unknown, address: string, secrets: Secrets): Failure {
  const links = chainOf(error);
  const url = new URL(address);
  const cause = safeCause(links, secrets);
  const code = firstOf(links, (link) => unsentCode(link, url)) ?? "CONNECTION_LOST";
  const outcome = code === "CONNECTION_LOST" ? "unknown" : "not-sent";
  return { code, outcome, reason: reasonOf(code, url) + codeIn(cause), cause };
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

/** The code of the innermost error that has one. */
function codeIn({ code, cause }: Error & { readonly code?: string }): string {
  const inner = cause instanceof Error ? codeIn(cause) : "";
  return inner || (code ? ` (${code})` : "");
}

function unsentCode(link: Link, url: URL): UnsentCode | undefined {
  const known = unconnectedHost(link.error);
  if (known === undefined) return codeAt(link, url);
  if (known !== url.host) return undefined;
  return isConnect(link) ? "CONNECT_FAILED" : "TLS_FAILED";
}

function codeAt(link: Link, url: URL): UnsentCode | undefined {
  const { code = "", message = "" } = link;
  const deno = `error sending request for url (${url.href}): client error (Connect): `;
  if (message.startsWith(deno)) {
    return /^(tcp|dns) /.test(message.slice(deno.length)) ? "CONNECT_FAILED" : "TLS_FAILED";
  }
  if (isConnect(link)) return isElsewhere(link, url) ? undefined : "CONNECT_FAILED";
  return unsecured.test(code) || unsecured.test(message) ? "TLS_FAILED" : undefined;
}

/** Whether it failed before the connection stood. A `read`, a `write` or no system call proves nothing. */
function isConnect({ code = "", message = "", syscall, errors }: Link): boolean {
  if (errors.length > 0) return errors.every(isConnect);
  if (syscall === "connect" || syscall === "getaddrinfo") return true;
  return unconnected.test(code) || unconnected.test(message);
}

/** Whether it tells of another place, to which something redirected a request that had been read. */
function isElsewhere({ syscall, hostname, port, errors }: Link, url: URL): boolean {
  if (errors.length > 0) return errors.some((error) => isElsewhere(error, url));
  if (syscall === "getaddrinfo" && hostname !== undefined) return hostname !== url.hostname;
  return port !== undefined && port !== portOf(url);
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === "http:" ? "80" : "443");
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined) {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
