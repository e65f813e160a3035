import { onAbort } from "./on-abort.js";

/** One end for a whole call: its time limit, or the caller's signal, whichever comes first. */
export class Deadline {
  /** Aborted at the end, which closes the socket. */
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  #timer: ReturnType<typeof setTimeout>;
  readonly #unwatch: (() => void) | undefined;
  #end: number;
  #cause: "TIMEOUT" | "ABORTED" | undefined;

  constructor(timeout: number, callers: AbortSignal | undefined) {
    this.#end = performance.now() + timeout;
    this.signal = this.#controller.signal;
    this.#ended = new Promise((_resolve, reject) => {
      this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
    });
    this.#ended.catch(() => {});
    this.#timer = setTimeout(() => this.#stop("TIMEOUT"), timeout);
    this.#unwatch = callers && onAbort(callers, () => this.#stop("ABORTED"));
    if (callers?.aborted) this.#stop("ABORTED");
  }

  /** Why the call ended before it was done, if it did. */
  get cause(): "TIMEOUT" | "ABORTED" | undefined {
    return this.#cause;
  }

  /** How long it is until the time limit, in milliseconds. */
  get remaining(): number {
    return this.#end - performance.now();
  }

  /** The promise's result, or a rejection as soon as the end has come. */
  race<Result>(promise: Promise<Result>): Promise<Result> {
    return Promise.race([promise, this.#ended]);
  }

  /** Whether the delay passed before the end came. */
  async wait(delay: number): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const delayed = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, delay, true);
    });
    try {
      return await this.race(delayed).catch(() => false);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for the promise, or for the caller's signal: the time doesn't count. */
  async hold(promise: Promise<void>): Promise<void> {
    const { remaining } = this;
    clearTimeout(this.#timer);
    await this.race(promise).catch((error) => {
      if (!this.#cause) throw error;
    });
    this.#end = performance.now() + remaining;
    this.#timer = setTimeout(() => this.#stop("TIMEOUT"), remaining);
  }

  /** Lets go of the timer and of the caller's signal. */
  release(): void {
    clearTimeout(this.#timer);
    this.#unwatch?.();
  }

  #stop(cause: "TIMEOUT" | "ABORTED"): void {
    this.#cause ??= cause;
    this.#controller.abort();
  }
}
