import { show } from "../check/show.js";
import type { HttpSettings } from "../http/request.js";
import { isBrowser } from "./browser-check.js";
import type { SubmitOptions } from "./options.js";
import { pollutedOption } from "./prototype-check.js";
import { SubmitError, type SubmitErrorCode } from "./submit-error.js";

/** Options that were checked. */
export interface Settings extends HttpSettings {
  readonly baseUrl: string;
}

const defaultBaseUrl = "https://api.verifik.co";
const defaultTimeout = 30_000;
/** The longest wait that a timer can hold. */
const longestTimeout = 2 ** 31 - 1;
const defaultRetries = 2;
const mostRetries = 10;

/** Throws `SubmitError` if an option cannot be used, or if it is not safe to send a token from here. */
export function settingsOf(options: SubmitOptions): Settings {
  const polluted = pollutedOption();
  if (polluted) throw refused("POLLUTED_PROTOTYPE", `Object.prototype has a ${polluted}`);
  if (typeof options !== "object" || options === null) {
    throw refused("INVALID_OPTION", "the options are no object");
  }
  if (isBrowser() && options.dangerouslyAllowBrowser !== true) {
    throw refused("BROWSER", "a browser would show the token to whoever looks at the page");
  }
  return {
    token: checkedToken(option(options, "token", "VERIFIK_TOKEN")),
    baseUrl: checkedBaseUrl(option(options, "baseUrl", "VERIFIK_BASE_URL", defaultBaseUrl)),
    timeout: integer("timeout", options.timeout ?? defaultTimeout, 1, longestTimeout),
    signal: signalOf(options),
    retries: integer("retries", options.retries ?? defaultRetries, 0, mostRetries),
    retryRateLimited: options.retryRateLimited === true,
    fetch: fetchOf(options),
  };
}

/**
 * An option that is there but `undefined` is a setting that somebody forgot, not a wish for the
 * default: it must not lead to another account, or to production.
 */
function option(
  options: SubmitOptions,
  name: "token" | "baseUrl",
  variable: string,
  otherwise?: string,
): unknown {
  if (Object.hasOwn(options, name)) return options[name];
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[variable] ?? otherwise;
}

/** Never quotes the token. */
function checkedToken(token: unknown): string {
  if (typeof token !== "string") {
    const cure = "expected an account's bearer token, as an option or in VERIFIK_TOKEN";
    throw refused("INVALID_TOKEN", `the token is ${typeof token}: ${cure}`);
  }
  if (token === "") throw refused("INVALID_TOKEN", "the token is empty");
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw refused("INVALID_TOKEN", "the token has a space, a line break or a character beyond ASCII");
}

/** Never quotes the URL, which may hold a password. */
function checkedBaseUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url) throw refused("INVALID_BASE_URL", "the base URL is not a URL");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw refused("INVALID_BASE_URL", "the base URL is neither https nor http on this machine");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw refused("INVALID_BASE_URL", "the base URL has credentials, a query or a fragment");
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

export function integer(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw refused(
    "INVALID_OPTION",
    `${name} is ${show(value)}: expected an integer from ${min} to ${max}`,
  );
}

function signalOf({ signal }: SubmitOptions): AbortSignal | undefined {
  if (signal === undefined || typeof signal?.addEventListener === "function") return signal;
  throw refused("INVALID_OPTION", `signal is ${show(signal)}: expected an AbortSignal`);
}

function fetchOf({ fetch = globalThis.fetch }: SubmitOptions): typeof globalThis.fetch {
  if (typeof fetch === "function") return fetch;
  throw refused("INVALID_OPTION", `fetch is ${show(fetch)}: expected a function`);
}

function refused(code: SubmitErrorCode, reason: string): SubmitError {
  return new SubmitError(reason, { code, outcome: "not-sent", attempts: 0 });
}
