import { show } from "../check/show.js";
import type { Pacer } from "../http/request.js";
import type { RequestEvent } from "../http/request-event.js";

/** Marks a client, and goes along when one is spread: see {@link SubmitOptions}. */
export const clientMark: unique symbol = /* @__PURE__ */ Symbol.for("verifik-flow.client") as never;

/** How a flow is sent. An option that isn't known is refused, and so is one that is there but `undefined`. */
export interface SubmitOptions {
  /** The bearer token of your Verifik account. Default: the environment's `VERIFIK_TOKEN`. */
  readonly token?: string;
  /**
   * Where the API is, without `/v2`: https, or http on this machine. Default: the environment's
   * `VERIFIK_BASE_URL`, then `https://api.verifik.co`.
   */
  readonly baseUrl?: string;
  /** How long the whole call may take, the answer's body included, in milliseconds. Default: 30,000. */
  readonly timeout?: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How often a connection that could not be made is tried again, 0 to 10, if another attempt as long as
   * the last one fits the time limit. What isn't a submit is also sent again after a lost connection, a 408 and a 5xx.
   * Default: 2.
   */
  readonly retries?: number;
  /**
   * Whether a request that met a rate limit (429), and so was not processed, is sent again after the
   * time that the server asks for, if that is at most 60 s and fits the time limit. It counts as one of
   * the `retries`. Default: false.
   */
  readonly retryRateLimited?: boolean;
  /**
   * Sends the request in place of the runtime's own `fetch`. Called with the URL, and with everything
   * else in the second argument: pass both on.
   */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Called with every attempt, answer, retry and failure, for your logs. An event never holds the token, a
   * header or a body. What the function throws is ignored.
   */
  readonly onEvent?: (event: RequestEvent) => void;
  /** Sends from a web page too, where anyone who opens it can read the token. Default: false. */
  readonly dangerouslyAllowBrowser?: boolean;
  /** A spread client has lost its token: pass the client itself, or make another from the same options. */
  readonly [clientMark]?: never;
}

/** The names of options, and whether each may be there and `undefined`. */
export type OptionNames<Options> = Readonly<Record<Exclude<keyof Options, symbol>, boolean>>;

export const optionNames: OptionNames<SubmitOptions> = {
  token: false,
  baseUrl: false,
  timeout: false,
  signal: true,
  retries: false,
  retryRateLimited: false,
  fetch: false,
  onEvent: false,
  dangerouslyAllowBrowser: false,
};

/** Why an option can't be used, or no token be sent from here. */
export type OptionErrorCode =
  | "INVALID_TOKEN"
  | "INVALID_BASE_URL"
  | "INVALID_OPTION"
  | "BROWSER"
  | "POLLUTED_PROTOTYPE";

/** An option that can't be used. */
export class OptionError extends Error {
  constructor(
    readonly code: OptionErrorCode,
    reason: string,
  ) {
    super(reason);
  }
}

/** What a client stands for. */
interface Held extends SubmitOptions {
  readonly pacer?: Pacer | undefined;
}

const held = new WeakMap<object, Held>();

/** Gives options to a client that stands for them. The token can't be read back out of it. */
export function hold(client: object, options: Held): void {
  held.set(client, options);
}

/** The options that a client stands for, or a copy of the options themselves. Throws {@link OptionError}. */
export function optionsOf(given: unknown): Held {
  return held.get(given as object) ?? ownOptions(given as SubmitOptions, optionNames);
}

/**
 * A copy, so that nothing can change under a request. A name that is misspelt, inherited, or `undefined`
 * because a setting is missing would send the token elsewhere if it were passed over.
 */
export function ownOptions<Options extends object>(
  given: Options,
  names: OptionNames<Options>,
): Options {
  if (typeof given !== "object" || given === null) throw invalid("options must be an object");
  try {
    return copyOf(given, names);
  } catch (error) {
    throw error instanceof OptionError ? error : invalid("an option can't be read");
  }
}

function copyOf<Options extends object>(given: Options, names: OptionNames<Options>): Options {
  if (clientMark in given) {
    throw invalid(
      "these options come from a spread client or another copy of verifik-flow: pass the client itself",
    );
  }
  const copy: Record<string, unknown> = {};
  for (const name of Reflect.ownKeys(given)) {
    const known = typeof name === "string" && Object.hasOwn(names, name);
    if (!known) throw unknownOption(String(name), Object.keys(names));
    copy[name] = given[name as keyof Options];
  }
  for (const [name, mayBeUndefined] of Object.entries(names)) {
    const there = Object.hasOwn(copy, name);
    if (name in given && !there) {
      throw invalid(`${name} is inherited: options must have their own fields`);
    }
    if (there && copy[name] === undefined && !mayBeUndefined) throw missingOption(name);
  }
  if (!isPlain(given)) throw invalid("options must be a plain object");
  return copy as Options;
}

/** Not a list, a map or a promise, which would pass for options that are all left out. */
function isPlain(given: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unknownOption(name: string, names: readonly string[]): OptionError {
  const meant = names.find((known) => known.toLowerCase() === name.toLowerCase());
  const elsewhere = Object.hasOwn(optionNames, name) ? "pass it to createClient, or " : "";
  const cure = meant ? `did you mean ${meant}?` : `${elsewhere}expected one of ${names.join(", ")}`;
  return invalid(`${show(name)} isn't an option: ${cure}`);
}

function missingOption(name: string): OptionError {
  const codes = { token: "INVALID_TOKEN", baseUrl: "INVALID_BASE_URL" } as const;
  const code = name === "token" || name === "baseUrl" ? codes[name] : "INVALID_OPTION";
  return new OptionError(code, `${name} is undefined: give it a value, or leave it out`);
}

export function invalid(reason: string): OptionError {
  return new OptionError("INVALID_OPTION", reason);
}
