import { expect } from "vitest";
import { LoopClock } from "./loop-clock.js";

/** The promise's result, if it settles in so many milliseconds, in which this process could run. */
export async function inTime<Result>(
  milliseconds: number,
  promise: Promise<Result>,
): Promise<Result> {
  using clock = new LoopClock();
  try {
    return await promise;
  } finally {
    expect(clock.now, "milliseconds until it settled").toBeLessThanOrEqual(milliseconds);
  }
}
