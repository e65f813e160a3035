/** Prints how long single submits take, and the same requests made in other ways. */
import axios from "axios";
import ky from "ky";
import { onboarding } from "../../examples/onboarding.js";
import { inTurns } from "../measure/in-turns.js";
import { quantile } from "../measure/statistics.js";
import { bareFetch, headers, token, urlOf } from "../samples/request.js";

const rounds = 20;
const calls = 250;

const [, , baseUrl = ""] = process.argv;
const url = urlOf(baseUrl);
const body = onboarding.build();

const contenders = {
  submit: () => onboarding.submit({ baseUrl, token }),
  fetch: () => bareFetch(url, body),
  ky: () => ky.post(url, { headers, body: JSON.stringify(body), retry: 0, timeout: false }).json(),
  axios: () => axios.post(url, body, { headers }),
};

/** The times in seconds below which half and 99 % of all calls of a contender took. */
export type SubmitTimes = Readonly<
  Record<keyof typeof contenders, { readonly p50: number; readonly p99: number }>
>;

for (const send of Object.values(contenders)) await callTimes(send); // connected and compiled by now
const times = await inTurns(rounds, contenders, callTimes);
const summaries: SubmitTimes = {
  submit: summary(times.submit),
  fetch: summary(times.fetch),
  ky: summary(times.ky),
  axios: summary(times.axios),
};
console.log(JSON.stringify(summaries));
process.exit(); // connections that are kept alive would keep the process

async function callTimes(send: () => Promise<unknown>): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const start = performance.now();
    await send();
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds;
}

function summary(rounds: readonly (readonly number[])[]) {
  const seconds = rounds.flat();
  return { p50: quantile(seconds, 0.5), p99: quantile(seconds, 0.99) };
}
