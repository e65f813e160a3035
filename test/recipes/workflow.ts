import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { root } from "../../measure/folder.js";
import { type Said, said } from "../support/cli-project.js";

type Env = Readonly<Record<string, string>>;

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Env;
}

interface Job {
  readonly if: string;
  readonly permissions: Env;
  readonly concurrency?: { readonly group: string };
  readonly env?: Env;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: object;
  readonly permissions: Env;
  readonly jobs: { readonly plan: Job; readonly apply: Job };
}

/** The workflow of the page, as a reader copies it. */
export async function readWorkflow(page: string): Promise<Workflow> {
  const text = await readFile(join(root, page), "utf8");
  const [, yaml] = /^```yaml\n(.*?)^```$/ms.exec(text) ?? [];
  return parse(yaml ?? "");
}

interface Surroundings {
  readonly folder: string;
  /** What `${{ … }}` stands for. */
  readonly expressions: Env;
  readonly env: Env;
}

/** Runs the steps of a job in order, as GitHub's runner does; tells what each said, by its name or its command. */
export async function runJob(
  job: Job,
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, Said>> {
  const results = new Map<string, Said>();
  for (const step of job.steps) {
    const hasFailed = [...results.values()].some(({ code }) => code !== 0);
    if (step.run === undefined || (hasFailed && step.if !== "always()")) continue;
    const env = filledIn({ ...job.env, ...step.env }, surroundings.expressions);
    results.set(step.name ?? step.run, await runStep(step.run, env, surroundings));
  }
  return results;
}

function filledIn(env: Env, expressions: Env): Env {
  const value = (text: string) =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => {
      const found = expressions[name];
      if (found === undefined) throw new Error(`nothing is known of ${name}`);
      return found;
    });
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, value(text)]));
}

/** With the options of `shell: bash`. */
function runStep(script: string, env: Env, { folder, env: outer }: Surroundings): Promise<Said> {
  if (script.includes("${{"))
    throw new Error(`an expression in a script can be injected: ${script}`);
  const fakes = join(import.meta.dirname, "fake-bin");
  const path = [fakes, dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  const own = { PATH: path, HOME: folder, CI: "true", GITHUB_ACTIONS: "true" };
  return said(spawn("bash", args, { cwd: folder, env: { ...own, ...outer, ...env } }));
}

export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const names = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
  const { stdout } = await promisify(execFile)("git", [...names, ...args], { cwd: folder });
  return stdout;
}
