/** Prints how long it takes to compare two flows, and to compare their bodies without the table. */
import { equal } from "node:assert/strict";
import microdiff from "microdiff";
import { compareFlows } from "verifik-flow";
import { inTurns } from "../measure/in-turns.js";
import { secondsOf } from "../measure/seconds-of.js";
import { composed, literal } from "../samples/bodies.js";

const rounds = 41;

const full = composed();
const changed = full
  .status("paused")
  .document((document) => document.minScore(0.7).verifyNames())
  .liveness((liveness) => liveness.searchMode("ACCURATE"));
const [before, after] = [literal(), JSON.parse(JSON.stringify(changed))];
const contenders = {
  flows: () => compareFlows(full, changed),
  bodies: () => compareFlows(before, after),
  structures: () => microdiff(before, after),
};

/** Seconds for a call, by contender and round. */
export type ComparingTimes = Readonly<Record<keyof typeof contenders, readonly number[]>>;

for (const compare of Object.values(contenders)) equal(compare().length, 4);
const times: ComparingTimes = await inTurns(rounds, contenders, secondsOf);
console.log(JSON.stringify(times));
