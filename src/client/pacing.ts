import type { Pacer } from "../http/request.js";

/** A minute, and what requests can differ by in how long they travel. */
const minute = 61_000;

/** No server means to be left alone for longer. */
const longestRest = 3_600_000;

/** Lets so many requests go in any minute, and lets all of them rest when the server says so. */
export function pacing(requests: number, interval = minute): Pacer {
  const loaded = loadQueue(requests, interval);
  loaded.catch(() => {}); // each turn says so
  let wake: ReturnType<typeof setTimeout> | undefined;
  return {
    turn: async () => (await loaded).add(() => {}),
    rest(retryAfterMs = interval) {
      if (retryAfterMs > longestRest) return undefined;
      loaded.then((queue) => {
        queue.pause();
        clearTimeout(wake);
        wake = setTimeout(() => queue.start(), retryAfterMs);
      });
      return 0;
    },
  };
}

/** Loaded for those who want a pace: nobody else has to have it in memory. */
async function loadQueue(intervalCap: number, interval: number) {
  const { default: Queue } = await import("p-queue");
  return new Queue({ intervalCap, interval, strict: true });
}
