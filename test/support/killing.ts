import type { ChildProcess } from "node:child_process";
import type { EmulatorOptions } from "verifik-flow/emulator";
import { below, oneOf, type Random } from "./random.js";

/** When a run is killed: so long after its start, or after a request came, or about when it is answered. */
export type Moment =
  | { readonly after: "start"; readonly wait: number }
  | { readonly after: "request" | "answer"; readonly count: number; readonly wait: number };

/** A moment in a run that takes about so long and sends so many requests. */
export function momentOf(random: Random, requests: number, longest: number): Moment {
  const count = 1 + below(random, requests);
  return oneOf<Moment>(random, [
    { after: "start", wait: below(random, 60) },
    { after: "start", wait: below(random, longest) },
    { after: "request", count, wait: below(random, 20) },
    { after: "answer", count, wait: below(random, 12) - 2 },
  ]);
}

/** Kills a process at a moment; one that has none hangs if it isn't over after `longestRun`. */
export function killerOf(child: ChildProcess, moment: Moment | undefined, longestRun: number) {
  const kill = () => child.kill("SIGKILL");
  const timers = [setTimeout(() => child.kill("SIGTERM"), longestRun)];
  let requests = 0;
  return {
    start: () => {
      if (moment?.after === "start") timers.push(setTimeout(kill, moment.wait));
    },
    request: (delay: number) => {
      requests += 1;
      if (!moment || moment.after === "start" || moment.count !== requests) return;
      timers.push(setTimeout(kill, moment.wait + (moment.after === "answer" ? delay : 0)));
    },
    stop: () => timers.forEach(clearTimeout),
  };
}

/** A server that takes up to so long for each request, and a way to hear how long it will take for one. */
export function slowServer(random: Random, slowest: number) {
  const heard = { request: (_delay: number): void => {} };
  const settings = {
    envelope: oneOf(random, ["bare", "data", "signed"]),
    order: oneOf(random, ["newest-first", "oldest-first"]),
  };
  const delay = () => {
    const milliseconds = below(random, slowest + 1);
    heard.request(milliseconds);
    return milliseconds;
  };
  const options: EmulatorOptions = { ...settings, delay, pageSize: 7 };
  return { options, heard, settings };
}
