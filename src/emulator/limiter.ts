import type { RateLimit } from "./options.js";

/** Counts requests in a window that slides. Those that it turns away don't count. */
export class Limiter {
  readonly #limit: RateLimit;
  #times: readonly number[] = [];

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** How long the next request has to wait, in milliseconds; 0 if it's taken, which counts it. */
  next(): number {
    const { requests, per } = this.#limit;
    const now = performance.now();
    const recent = this.#times.filter((time) => time > now - per);
    const [oldest = now] = recent;
    const isFull = recent.length >= requests;
    this.#times = isFull ? recent : [...recent, now];
    return isFull ? oldest + per - now : 0;
  }
}
