/** How often the clock looks, in milliseconds, and the most that it believes to have passed since. */
const tick = 5;
const most = 2 * tick;

/**
 * Time as this process lives it: a busy machine, which leaves the event loop waiting, doesn't make it
 * pass. In a hundred milliseconds of it the loop turns at least ten times, so that what depends on this
 * process alone has got its chance.
 */
export class LoopClock implements Disposable {
  #now = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => {
    const now = performance.now();
    this.#now += Math.min(now - this.#last, most);
    this.#last = now;
  }, tick);

  /** Milliseconds since the clock was made. */
  get now(): number {
    return this.#now;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** Resolves when so many milliseconds have passed on such a clock. */
export async function loopPause(milliseconds: number): Promise<void> {
  using clock = new LoopClock();
  while (clock.now < milliseconds) await new Promise((resolve) => setTimeout(resolve, tick));
}
