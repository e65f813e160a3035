import { isLocalHost } from "../check/local-host.js";
import { show } from "../check/show.js";
import type { Outcome } from "../http/ending.js";
import type { HttpSettings } from "../http/request.js";
import { isBrowser } from "./browser-check.js";
import { invalid, OptionError, optionsOf, type SubmitOptions } from "./options.js";
import { pollutedOption } from "./prototype-check.js";
import { goesToProxy } from "./proxy-check.js";
import { SubmitError } from "./submit-error.js";

/** Options that were checked. */
export interface Settings extends HttpSettings {
  readonly baseUrl: string;
}

/** Verifik's own API. */
export const defaultBaseUrl = "https://api.verifik.co";
const defaultTimeout = 30_000;
/** The longest wait that a timer can hold. */
export const longestTimer = 2 ** 31 - 1;
const defaultRetries = 2;
const mostRetries = 10;

/** What `check` returns. Throws a `SubmitError` if it finds an option that can't be used. */
export function checking<Result>(check: () => Result, outcome: Outcome = "not-sent"): Result {
  try {
    return check();
  } catch (error) {
    throw submitErrorOf(error, outcome);
  }
}

/** The error of an option that can't be used; `outcome` is what was known of the flow before this call. */
export function submitErrorOf(error: unknown, outcome: Outcome): SubmitError {
  if (!(error instanceof OptionError)) throw error;
  return new SubmitError(error.message, { code: error.code, outcome, attempts: 0 });
}

/** Throws `OptionError` if an option can't be used, or if it isn't safe to send a token from here. */
export function settingsOf(given: unknown): Settings {
  const polluted = pollutedOption();
  if (polluted) throw new OptionError("POLLUTED_PROTOTYPE", `Object.prototype has a ${polluted}`);
  const {
    token = environment("VERIFIK_TOKEN"),
    baseUrl = environment("VERIFIK_BASE_URL") ?? defaultBaseUrl,
    timeout = defaultTimeout,
    signal,
    retries = defaultRetries,
    pacer,
    retryRateLimited = pacer !== undefined,
    fetch = globalThis.fetch,
    onEvent,
    dangerouslyAllowBrowser = false,
  } = optionsOf(given);
  if (!flag("dangerouslyAllowBrowser", dangerouslyAllowBrowser) && isBrowser()) {
    throw new OptionError("BROWSER", "anyone who opens this page could read the token");
  }
  return {
    token: checkedToken(token),
    baseUrl: checkedBaseUrl(baseUrl),
    timeout: timeoutOf(timeout),
    signal: signalOf(signal),
    retries: integer("retries", retries, 0, mostRetries),
    retryRateLimited: flag("retryRateLimited", retryRateLimited),
    fetch: functionIn("fetch", fetch),
    pacer,
    onEvent: onEvent === undefined ? undefined : functionIn("onEvent", onEvent),
  };
}

/** Throws `OptionError` for a value that can't be used; the token and the base URL are judged when they're used. */
export function checkValues(options: SubmitOptions): void {
  settingsOf({ ...options, token: "unused", baseUrl: defaultBaseUrl });
}

function environment(variable: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[variable];
}

/** Never quotes the token. */
function checkedToken(token: unknown): string {
  if (typeof token !== "string") {
    const cure = "pass your account's bearer token as an option, or set VERIFIK_TOKEN";
    throw new OptionError("INVALID_TOKEN", `the token is ${kindOf(token)}: ${cure}`);
  }
  if (/^bearer /i.test(token)) {
    throw new OptionError("INVALID_TOKEN", "the token begins with 'Bearer ': leave that out");
  }
  if (token === "") throw new OptionError("INVALID_TOKEN", "the token is empty");
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new OptionError(
    "INVALID_TOKEN",
    "the token has a space, a line break or a character beyond ASCII",
  );
}

function kindOf(value: unknown): string {
  return value === undefined ? "missing" : value === null ? "null" : `a ${typeof value}`;
}

/** Never quotes the URL, which may hold a password. */
function checkedBaseUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const refused = (reason: string) => new OptionError("INVALID_BASE_URL", reason);
  if (!url) throw refused("the base URL isn't a URL");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocalHost(url.hostname))) {
    throw refused("the base URL must begin with https://, or with http:// on this machine");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw refused("the base URL has credentials, a query or a fragment");
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (/\/v\d+$/.test(path))
    throw refused(`the base URL ends in ${path.slice(path.lastIndexOf("/"))}: leave that out`);
  if (url.protocol === "http:" && goesToProxy(url.hostname)) {
    throw refused(`HTTP_PROXY would get the token: put ${url.hostname} into NO_PROXY`);
  }
  return url.origin + path;
}

export function timeoutOf(timeout: unknown): number {
  return integer("timeout", timeout, 1, longestTimer);
}

export function signalOf(signal: unknown): AbortSignal | undefined {
  if (signal === undefined || isSignal(signal)) return signal;
  throw unexpected("signal", signal, "an AbortSignal");
}

function isSignal(value: unknown): value is AbortSignal {
  try {
    const { aborted, addEventListener, removeEventListener } = value as AbortSignal;
    const methods = [addEventListener, removeEventListener];
    return typeof aborted === "boolean" && methods.every((method) => typeof method === "function");
  } catch {
    return false;
  }
}

export function integer(name: string, value: unknown, min: number, max: number): number {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value);
  throw unexpected(name, value, `an integer from ${min} to ${max}`);
}

function flag(name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw unexpected(name, value, "true or false");
}

export function functionIn<Given>(name: string, value: Given): Given {
  if (typeof value === "function") return value;
  throw unexpected(name, value, "a function");
}

function unexpected(name: string, value: unknown, expected: string): OptionError {
  return invalid(`${name} is ${show(value)}: expected ${expected}`);
}
