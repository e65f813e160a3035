import { type ChildProcess, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { budget } from "../../measure/budget.js";
import { inFolder, root } from "../../measure/folder.js";
import { inTurns } from "../measure/in-turns.js";
import { buildPlainly } from "../measure/plain-node.js";
import { median } from "../measure/statistics.js";
import { fact, type Row, timeRatio } from "../row.js";

const rounds = 15;
const bin = join(root, "dist/cli/bin.js");

/** What the command costs beside bare Node, and beside reading the same pages with `fetch`. */
export async function command(): Promise<readonly Row[]> {
  return [await helping(), ...(await planning())];
}

async function helping(): Promise<Row> {
  const contenders = { own: [bin, "--help"], node: ["--eval", "0"] };
  const { own, node } = await inTurns(rounds, contenders, async (args) => (await run(args)).whole);
  const [help, bare] = [median(own) * 1000, median(node) * 1000];
  const most = budget.helpOverNode * bare + budget.helpMilliseconds;
  return fact(
    "`verifik-flow --help`, whole process",
    `${help.toFixed(0)} ms (\`node --eval 0\`: ${bare.toFixed(0)} ms)`,
    `${most.toFixed(0)} ms or less`,
    help <= most,
  );
}

function planning(): Promise<readonly Row[]> {
  return inFolder(async (folder) => {
    const config = { "verifik.config": "samples/many-flows" };
    await buildPlainly({ ...config, plan: "plain/plan", fetch: "plain/fetch-pages" }, folder);
    const emulator = spawn(process.execPath, [bin, "emulator"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      const url = await urlOf(emulator);
      const env = { ...process.env, VERIFIK_BASE_URL: url, VERIFIK_TOKEN: "emulator-token" };
      const at = (args: readonly string[]) => run(args, { cwd: folder, env });
      await at([bin, "apply", "--yes"]);
      const fetching = ["fetch.mjs", url];
      const own = { own: ["plan.mjs", join(root, "dist/cli/plan.js"), folder], fetch: fetching };
      const inside = await inTurns(rounds, own, async (args) => Number((await at(args)).stdout));
      const processes = { own: [bin, "plan"], fetch: fetching };
      const whole = await inTurns(rounds, processes, async (args) => (await at(args)).whole);
      return [
        timeRatio(
          "a plan of 500 flows, once loaded",
          "`fetch` of the same pages",
          [inside.own, inside.fetch],
          budget.planOverFetch,
        ),
        timeRatio("`verifik-flow plan` of 500 flows, whole process", "`fetch`, whole process", [
          whole.own,
          whole.fetch,
        ]),
      ];
    } finally {
      emulator.kill();
    }
  });
}

function urlOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    stdout?.on("data", (chunk) => {
      const [url] = /http:\S+/.exec(String(chunk)) ?? [];
      if (url) resolve(url);
    });
  });
}

/** What a process prints, and how many seconds it takes as a whole. */
async function run(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
) {
  const start = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [...args], {
    ...options,
    maxBuffer: 2 ** 26,
  });
  return { stdout, whole: (performance.now() - start) / 1000 };
}
