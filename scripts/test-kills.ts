/**
 * Kills batches, each at moments of its own, starts them again with the same journal, and counts what is
 * on the server in the end: each flow once. The server is slow, and goes on with a request whose client
 * was killed.
 *
 * `KILLS=100 npm run test:kills` is quicker; `SEED=… ROUND=17 npm run test:kills` repeats one round.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { type EmulatorServer, startEmulator } from "verifik-flow/emulator";
import { killerOf, type Moment, momentOf, slowServer } from "../test/support/killing.js";
import { flowOf, partCounts, type Recipe } from "../test/support/ladder.js";
import { below, oneOf, type Random, randomOf, shuffled } from "../test/support/random.js";
import { bodyOf, differences, quiet } from "../test/support/stored-bodies.js";
import type { Order } from "./kill-worker.js";

const kills = Number(process.env["KILLS"] ?? 1000);
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const onlyRound = process.env["ROUND"];
const together = 6;

const slowest = 800;
/** Longer than the server can be at work on a request, on a busy machine too. */
const settlingTime = 2500;
const mostKillsOfRound = 5;
/** A run that isn't over by then hangs. */
const longestRun = 120_000;

/** A ladder of flows, each of which holds all that the ones before it hold, some of them several times. */
function batchOf(random: Random): readonly Recipe[] {
  const type = oneOf(random, ["onboarding", "onboarding", "onboarding", "login"]);
  const parts = shuffled(random, [...Array(partCounts[type]).keys()]);
  const rungs = Array.from({ length: parts.length + 1 }, (_, length) => parts.slice(0, length));
  const flows = rungs.flatMap((parts) => Array(1 + below(random, 3)).fill({ type, parts }));
  return shuffled(random, flows);
}

const folder = await mkdtemp(join(tmpdir(), "kills-"));
const worker = join(folder, "worker.mjs");

/** One file that starts quickly, with the package as it's published. */
async function buildWorker(): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, "kill-worker.ts")],
    outfile: worker,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    tsconfigRaw: "{}",
  });
}

type Heard = ReturnType<typeof slowServer>["heard"];

interface Run {
  readonly killed: boolean;
  /** The ids of the stored flows in the order of the batch, or why there is none. */
  readonly ids: readonly string[];
}

/** Runs the batch, and kills it at the moment, if it isn't over by then. */
async function run(order: Order, heard: Heard, moment?: Moment): Promise<Run> {
  const child = spawn(process.execPath, [worker, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const killer = killerOf(child, moment, longestRun);
  heard.request = killer.request;
  child.stdout.on("data", (data: Buffer) => {
    if (output === "") killer.start();
    output += data;
  });
  const [code, signal] = await once(child, "close");
  killer.stop();
  const [, result] = output.split("\n");
  if (signal === "SIGKILL") return { killed: true, ids: [] };
  return { killed: false, ids: result ? JSON.parse(result) : [`the run ended with ${code}`] };
}

interface Round {
  readonly round: number;
  readonly kills: number;
  readonly flows: number;
  readonly problems: readonly string[];
}

async function playRound(round: number): Promise<Round> {
  const random = randomOf(seed * 1000 + round);
  const recipes = batchOf(random);
  const server = slowServer(random, slowest);
  await using verifik = await startEmulator(server.options);
  const { url, token } = verifik;
  const journal = join(folder, `${round}.jsonl`);
  const concurrency = 1 + below(random, 8);
  const order = { url, token, journal, concurrency, settlingTime, recipes };
  let killed = 0;
  for (const moment of momentsOf(random, recipes.length)) {
    if (!(await run(order, server.heard, moment)).killed) break;
    killed += 1;
    if (random() < 0.3) await sleep(below(random, slowest));
  }
  const { ids } = await run(order, server.heard);
  await quiet(verifik);
  const problems = problemsOf(recipes, ids, verifik);
  if (problems.length > 0) {
    const settings = JSON.stringify({ ...server.settings, concurrency, killed });
    console.log(`round ${round}: ${settings}, ${journal}`);
    console.log(problems.map((problem) => `  ${problem}`).join("\n"));
  }
  return { round, kills: killed, flows: recipes.length, problems };
}

function momentsOf(random: Random, flows: number): readonly Moment[] {
  return Array.from({ length: 1 + below(random, mostKillsOfRound) }, () =>
    momentOf(random, flows + 4, 2 * settlingTime),
  );
}

function problemsOf(
  recipes: readonly Recipe[],
  ids: readonly string[],
  { flows }: EmulatorServer,
): readonly string[] {
  const wanted = recipes.map((recipe) => bodyOf(flowOf(recipe).build()));
  const results = ids.map((id) => flows.find(({ _id }) => _id === id));
  return [
    ...differences(wanted, flows.map(bodyOf)),
    ...wanted.flatMap((body, index) => {
      const result = results[index];
      if (!result) return `no result: ${ids[index]}`;
      return bodyOf(result) === body ? [] : `wrong result: ${bodyOf(result)} for ${body}`;
    }),
    ...(new Set(ids).size < ids.length ? ["two flows have the same result"] : []),
  ];
}

const rounds: Round[] = [];
const countOf = (count: (round: Round) => number) =>
  rounds.reduce((sum, round) => sum + count(round), 0);
const killCount = () => countOf(({ kills }) => kills);

async function playAll(): Promise<void> {
  const begun = performance.now();
  let next = 1;
  let told = 0;
  const playOn = async () => {
    while (killCount() < kills) {
      rounds.push(await playRound(next++));
      if (killCount() < told + 50) continue;
      told = killCount();
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`${told} kills in ${rounds.length} rounds, ${seconds} s`);
    }
  };
  await Promise.all(Array.from({ length: together }, playOn));
}

console.log(`seed ${seed}: SEED=${seed} npm run test:kills`);
await buildWorker();
if (onlyRound === undefined) await playAll();
else rounds.push(await playRound(Number(onlyRound)));

const problemCount = (kind: string) =>
  countOf(({ problems }) => problems.filter((problem) => problem.startsWith(kind)).length);
console.table({
  rounds: rounds.length,
  flows: countOf(({ flows }) => flows),
  kills: killCount(),
  duplicates: problemCount("duplicate"),
  losses: problemCount("loss"),
  "wrong results": problemCount("wrong") + problemCount("two") + problemCount("no result"),
});
const failed = rounds.filter(({ problems }) => problems.length > 0);
for (const { round } of failed)
  console.log(`again: SEED=${seed} ROUND=${round} npm run test:kills`);
if (failed.length === 0) await rm(folder, { recursive: true });
process.exitCode = failed.length > 0 ? 1 : 0;
