/** Prints how long it takes to submit ten thousand flows, with the library and with a loop by hand. */
import { equal } from "node:assert/strict";
import { createClient, FlowVersion } from "verifik-flow";
import { onboarding } from "../../examples/onboarding.js";
import { inTurns } from "../measure/in-turns.js";
import { bareFetch, token, urlOf } from "../samples/request.js";

const rounds = 5;
const concurrency = 16;

const [, , baseUrl = ""] = process.argv;
const url = urlOf(baseUrl);
const client = createClient({ baseUrl, token });
const flows = Array.from({ length: 10_000 }, (_, index) =>
  onboarding.version(FlowVersion(index + 1)),
);
const bodies = flows.map((flow) => flow.build());

const contenders = {
  submitAll: async () => {
    const results = await client.submitAll(flows, { concurrency });
    return results.filter(({ status }) => status === "fulfilled").length;
  },
  loop: async () => {
    const queue = bodies.values();
    const stored: unknown[] = [];
    const worker = async () => {
      for (const body of queue) stored.push(await bareFetch(url, body));
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return stored.length;
  },
};

/** Seconds for all of the flows, by contender and round. */
export type SubmitAllTimes = Readonly<Record<keyof typeof contenders, readonly number[]>>;

const times: SubmitAllTimes = await inTurns(rounds, contenders, secondsOf);
console.log(JSON.stringify(times));
process.exit(); // connections that are kept alive would keep the process

async function secondsOf(run: () => Promise<number>): Promise<number> {
  const start = performance.now();
  equal(await run(), flows.length);
  return (performance.now() - start) / 1000;
}
