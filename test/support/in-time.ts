import { expect } from "vitest";

/**
 * The promise's result, if it settles before a timer of as many milliseconds fires. A timer and not a
 * clock, because a machine that is busy with other things delays both alike.
 */
export async function inTime<Result>(
  milliseconds: number,
  promise: Promise<Result>,
): Promise<Result> {
  let late = false;
  const alarm = setTimeout(() => {
    late = true;
  }, milliseconds);
  try {
    return await promise;
  } finally {
    clearTimeout(alarm);
    expect(late, `later than ${milliseconds} ms`).toBe(false);
  }
}
