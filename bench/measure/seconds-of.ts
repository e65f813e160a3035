import { equal } from "node:assert/strict";

const roundSeconds = 0.02;

/** Seconds for a call, once it is compiled. What it returns is used, so that nothing is left out. */
export function secondsOf(run: () => unknown): number {
  const calls = Math.ceil(roundSeconds / secondsOfEach(run, 5_000));
  return secondsOfEach(run, calls);
}

function secondsOfEach(run: () => unknown, calls: number): number {
  let made = 0;
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) made += Number(run() !== undefined);
  const seconds = (performance.now() - start) / 1000;
  equal(made, calls);
  return seconds / calls;
}
