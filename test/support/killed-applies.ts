import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { flow, type loginFlow } from "verifik-flow";
import type { Fault } from "verifik-flow/emulator";
import { type CliProject, inCliProject, projects, said } from "./cli-project.js";
import { killerOf, type Moment, momentOf, slowServer } from "./killing.js";
import { flowOf, partCounts } from "./ladder.js";
import { below, oneOf, type Random, shuffled } from "./random.js";
import { bodyOf, differences } from "./stored-bodies.js";

/** A run that isn't over by then hangs. */
const longestRun = 120_000;
/** So often does somebody run `apply` again before it counts as stuck. */
const mostRuns = 12;

/** How hard it's made for an apply. */
export interface Pressure {
  /** The most kills. */
  readonly kills: number;
  /** The most that a request waits before it's processed, in milliseconds. */
  readonly slowest: number;
  readonly settlingTime: number;
}

/** What came of an apply that was killed again and again, until one ran to its end. */
export interface KilledApply {
  readonly kills: number;
  readonly flows: number;
  /** After how many kills the lock wasn't what the server had, until the next run. */
  readonly lagging: number;
  /** What the server was like, to look for a cause. */
  readonly settings: object;
  readonly problems: readonly string[];
}

type AnyFlow = ReturnType<typeof flowOf> | ReturnType<typeof loginFlow>;
type Flows = Readonly<Record<string, AnyFlow>>;

/** Applies creations, a change and a deletion through kills and faults, and tells what is wrong in the end. */
export async function killedApply(random: Random, pressure: Pressure): Promise<KilledApply> {
  const { options, heard, settings } = slowServer(random, pressure.slowest);
  const { before, after } = codeOf(random);
  let isSlow = false;
  const delay = () => (isSlow && typeof options.delay === "function" ? options.delay() : 0);
  let result: KilledApply | undefined;
  await inCliProject(
    async (project) => {
      const { verifik } = project;
      await configure(project, before, pressure);
      const first = await untilDone(project);
      await configure(project, after, pressure);
      isSlow = true;
      const torn: string[] = [];
      let [kills, lagging] = [0, 0];
      while (kills < pressure.kills) {
        for (const fault of faultsOf(random)) verifik.fail(fault);
        const moment = momentOf(random, 2 * Object.keys(after).length, longestOf(pressure));
        if (!(await isKilled(project, heard, moment))) break;
        kills += 1;
        const locked = await lockedIds(project);
        if (typeof locked === "string") torn.push(locked);
        else if (lockProblems(locked, project).length > 0) lagging += 1;
        if (random() < 0.3) await sleep(below(random, pressure.slowest));
      }
      const stuck = await untilDone(project);
      await sleep(pressure.slowest + 200); // a request that was cut off may be at work still
      const problems = [...first, ...torn, ...stuck, ...(await problemsOf(project, after))];
      result = { kills, lagging, flows: Object.keys(after).length, settings, problems };
    },
    { ...options, delay },
  );
  if (!result) throw new Error("the emulator ended before the applies");
  return result;
}

/** The code before and after: ladders of flows that hold one another, one that changes, one that goes. */
function codeOf(random: Random): { readonly before: Flows; readonly after: Flows } {
  const type = oneOf(random, ["onboarding", "onboarding", "login"]);
  const parts = shuffled(random, [...Array(partCounts[type]).keys()]);
  const rungs = parts.map((_, rung) => flowOf({ type, parts: parts.slice(0, rung) }));
  const ladder = Object.fromEntries(rungs.map((one, rung) => [`rung${rung}`, one]));
  const changing = (score: 0.67 | 0.9) =>
    flow()
      .project(projects.mx)
      .document((document) => document.minScore(score).maxAttempts(4));
  const kept = Object.entries(ladder).filter(() => random() < 0.3);
  const leaving = flow().project(projects.pe);
  return {
    before: { ...Object.fromEntries(kept), changing: changing(0.67), leaving },
    after: { ...ladder, changing: changing(0.9) },
  };
}

function configure(project: CliProject, flows: Flows, { settlingTime }: Pressure): Promise<void> {
  const token = { env: "STAGING_TOKEN" };
  const baseUrl = project.verifik.url;
  const staging = { baseUrl, token, settlingTime, requestsPerMinute: 10_000 };
  const config = { environments: { staging }, flows };
  return project.write("verifik.config.json", JSON.stringify(config));
}

const sorts: readonly [Fault, ...Fault[]] = [
  { status: 500 },
  { status: 503 },
  { status: 500, applied: true },
  { status: 429, headers: { "retry-after": "1" } },
  { reset: true },
  { reset: true, applied: true },
  { halfBody: true },
];

function faultsOf(random: Random): readonly Fault[] {
  const method = () => oneOf(random, ["GET", "POST", "POST", "PUT", "DELETE"]);
  return Array.from({ length: below(random, 3) }, () => ({
    ...oneOf(random, sorts),
    method: method(),
  }));
}

const apply = ["apply", "--yes", "--prune", "--json"];

async function isKilled(
  project: CliProject,
  heard: { request: (delay: number) => void },
  moment: Moment,
): Promise<boolean> {
  const child = project.start(apply);
  const killer = killerOf(child, moment, longestRun);
  heard.request = killer.request;
  killer.start();
  await said(child);
  killer.stop();
  return child.signalCode === "SIGKILL";
}

/** Runs `apply` until it's done; tells what the last one said if none is. */
async function untilDone(project: CliProject): Promise<readonly string[]> {
  let last = "";
  for (let run = 0; run < mostRuns; run += 1) {
    const child = project.start(apply);
    const killer = killerOf(child, undefined, longestRun);
    const { code, stderr } = await said(child);
    killer.stop();
    if (code === 0) return [];
    last = stderr;
  }
  return [`stuck: ${last.slice(-1000)}`];
}

/** The id of each name in the lock, or what is wrong with the file. */
async function lockedIds(project: CliProject): Promise<ReadonlyMap<string, string> | string> {
  const text = await project.read("verifik.lock.json");
  try {
    const locked: Readonly<Record<string, { id: string }>> = JSON.parse(text).environments.staging;
    return new Map(Object.entries(locked).map(([name, { id }]) => [name, id]));
  } catch {
    return `torn lock: ${text}`;
  }
}

function lockProblems(
  locked: ReadonlyMap<string, string>,
  { verifik }: CliProject,
): readonly string[] {
  const stored = verifik.flows.map(({ _id }) => _id);
  const ids = [...locked.values()];
  return [
    ...ids.filter((id) => !stored.includes(id)).map((id) => `lock: ${id} is gone`),
    ...stored.filter((id) => !ids.includes(id)).map((id) => `lock: it lacks ${id}`),
  ];
}

async function problemsOf(project: CliProject, after: Flows): Promise<readonly string[]> {
  const { flows } = project.verifik;
  const locked = await lockedIds(project);
  if (typeof locked === "string") return [locked];
  const bodies = new Map(
    Object.entries(after).map(([name, one]) => [name, bodyOf(JSON.parse(JSON.stringify(one)))]),
  );
  const plan = await project.run("plan");
  const files = (await readdir(project.path(".verifik"))).filter((name) => name !== ".gitignore");
  return [
    ...differences([...bodies.values()], flows.map(bodyOf)),
    ...lockProblems(locked, project),
    ...[...bodies].flatMap(([name, body]) => {
      const stored = flows.find(({ _id }) => _id === locked.get(name));
      return stored && bodyOf(stored) === body ? [] : [`lock: ${name} is another flow`];
    }),
    ...(plan.code === 0 ? [] : [`plan: ${plan.stdout}${plan.stderr}`]),
    ...files.map((name) => `left behind: .verifik/${name}`),
  ];
}

/** About how long an apply takes. */
function longestOf({ slowest }: Pressure): number {
  return 1000 + 4 * slowest;
}
