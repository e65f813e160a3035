/** Makes the plan of the folder in a process that has loaded the command; prints the seconds that it took. */
import type { plan as Plan } from "../../src/cli/commands/plan.js";

const [command = "", folder = ""] = process.argv.slice(2);
const { plan }: { plan: typeof Plan } = await import(command);
const silent = {
  say() {},
  warn() {},
  progress() {},
  paint: (_style: string, text: string) => text,
};
const stop = new AbortController().signal;
const start = performance.now();
const { exitCode } = await plan(
  {},
  { folder, env: process.env, output: silent, canAsk: false, stop },
);
if (exitCode !== 0) throw new Error("the plan isn't empty");
console.log((performance.now() - start) / 1000);
