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
const times: ComposingTimes = await inTurns(rounds, contenders, secondsOf);
console.log(JSON.stringify(times));

/** Seconds for a call, once it is compiled. What it returns is used, so that nothing is left out. */
function secondsOf(run: () => unknown): number {
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
