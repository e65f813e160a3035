import type PQueue from "p-queue";
import type { Pacer } from "../http/request.js";

/** A minute, and by how much requests can differ in how long they travel. */
const window = 61_000;

/** Nobody waits for a server for longer. */
const longestRest = 3_600_000;

/** Lets so many requests go in any minute, and all of them rest if the server says so. */
export class Pace implements Pacer {
  readonly #queue: Promise<PQueue>;
  readonly #interval: number;
  #restsUntil = 0;
  #waking: ReturnType<typeof setTimeout> | undefined;

  constructor(requests: number, interval = window) {
    this.#interval = interval;
    this.#queue = queueOf(requests, interval);
    this.#queue.catch(() => {}); // each turn says so
  }

  async turn(signal: AbortSignal): Promise<void> {
    const queue = await this.#queue;
    const turn = queue.add(() => {}, { signal });
    this.#wake(queue);
    await turn;
  }

  rest(retryAfterMs = this.#interval): 0 | undefined {
    if (retryAfterMs > longestRest) return undefined;
    this.#restsUntil = Math.max(this.#restsUntil, performance.now() + retryAfterMs);
    const pause = (queue: PQueue) => {
      queue.pause();
      this.#wake(queue);
    };
    this.#queue.then(pause, () => {});
    return 0;
  }

  /** Has a timer only while somebody waits: it would keep the process from ending. */
  #wake(queue: PQueue): void {
    if (!queue.isPaused || queue.size === 0) return;
    clearTimeout(this.#waking);
    this.#waking = setTimeout(() => queue.start(), this.#restsUntil - performance.now());
  }
}

/** Loaded for those who want a pace: nobody else has to have it in memory. */
async function queueOf(intervalCap: number, interval: number): Promise<PQueue> {
  const { default: Queue } = await import("p-queue");
  return new Queue({ intervalCap, interval, strict: true });
}
