/** How a flow is sent. */
export interface SubmitOptions {
  /** The bearer token of your Verifik account. Default: the environment's `VERIFIK_TOKEN`. */
  readonly token?: string;
  /**
   * Where the API is, https, or http on loopback. Default: the environment's `VERIFIK_BASE_URL`,
   * then `https://api.verifik.co`.
   */
  readonly baseUrl?: string;
  /** How long the whole call may take, the answer's body included, in milliseconds. Default: 30,000. */
  readonly timeout?: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How often a connection that could not be made is tried again, 0 to 10, if another attempt as long as
   * the last one fits the time limit. Default: 2.
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
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sends from a web page too, where whoever looks at it can read the token. Default: false. */
  readonly dangerouslyAllowBrowser?: boolean;
}

const held = new WeakMap<object, SubmitOptions>();

/** Gives options to an object that stands for them. The token can't be read back out of it. */
export function hold(holder: object, options: SubmitOptions): void {
  held.set(holder, { ...options });
}

/** The options that an object stands for, or the options themselves. */
export function optionsOf(given: object): SubmitOptions {
  return held.get(given) ?? given;
}
