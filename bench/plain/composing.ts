/** Prints how long it takes to compose a flow, and to make the same body in other ways. */
import { equal } from "node:assert/strict";
import { onboarding } from "../../examples/onboarding.js";
import { inTurns } from "../measure/in-turns.js";
import { composed, literal, parsed } from "../samples/bodies.js";

const rounds = 41;
const roundSeconds = 0.02;

const full = composed();
const contenders = {
  composed: () => JSON.stringify(composed()),
  parsed: () => JSON.stringify(parsed()),
  literal: () => JSON.stringify(literal()),
  built: () => composed().build(),
  derived: () => full.document((document) => document.minScore(0.7)).build(),
};

/** Seconds for a call, by contender and round. */
export type ComposingTimes = Readonly<Record<keyof typeof contenders, readonly number[]>>;

for (const make of [composed, parsed, literal]) {
  equal(JSON.stringify(make()), JSON.stringify(onboarding));
}
const times = await inTurns(rounds, prepared());
console.log(JSON.stringify(times));

function prepared(): Record<string, () => number> {
  const entries = Object.entries(contenders).map(([name, run]) => {
    secondsOf(run, 5_000); // compiled by now
    const calls = Math.ceil(roundSeconds / secondsOf(run, 5_000));
    return [name, () => secondsOf(run, calls)] as const;
  });
  return Object.fromEntries(entries);
}

/** Seconds for a call. What it returns is used, so that nothing of it can be left out. */
function secondsOf(run: () => unknown, calls: number): number {
  let made = 0;
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) made += Number(run() !== undefined);
  const seconds = (performance.now() - start) / 1000;
  equal(made, calls);
  return seconds / calls;
}
