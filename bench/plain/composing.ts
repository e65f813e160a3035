/** Prints how long it takes to compose a flow, and to make the same body in other ways. */
import { equal } from "node:assert/strict";
import { onboarding } from "../../examples/onboarding.js";
import { inTurns } from "../measure/in-turns.js";
import { secondsOf } from "../measure/seconds-of.js";
import { composed, literal, parsed } from "../samples/bodies.js";

const rounds = 41;

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
