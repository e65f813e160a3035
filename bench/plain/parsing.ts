/** Prints how long it takes to parse a flow's body, and to do so with zod, and what parsing many keeps in memory. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parseFlow } from "verifik-flow";
import { inTurns } from "../measure/in-turns.js";
import { secondsOf } from "../measure/seconds-of.js";
import { literal } from "../samples/bodies.js";
import { schema } from "../samples/schema.js";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const rounds = 41;

const body = JSON.parse(JSON.stringify(literal()));
const contenders = {
  flow: () => parseFlow(body),
  zod: () => schema.parse(body),
};

export interface ParsingFigures {
  /** Seconds for a call, by contender and round. */
  readonly times: Readonly<Record<keyof typeof contenders, readonly number[]>>;
  /** What is kept for each body that was parsed and let go, in bytes. */
  readonly keptBytes: number;
}

const times = await inTurns(rounds, contenders, secondsOf);
const figures: ParsingFigures = { times, keptBytes: keptByMany() };
console.log(JSON.stringify(figures));

function keptByMany(): number {
  const before = heap();
  for (let count = 0; count < 10_000; count += 1) parseFlow(JSON.parse(JSON.stringify(body)));
  return Math.max(0, Math.round((heap() - before) / 10_000));
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
