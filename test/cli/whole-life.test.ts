import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../measure/folder.js";
import { projects, type Said, said } from "../support/cli-project.js";

/** Where the package is: as it was built, or where `scripts/try-package.sh` installed its tarball. */
const library = process.env["VERIFIK_FLOW_INSTALLED"] ?? root;
const bin = join(library, "dist/cli/bin.js");
const token = "emulator-token";

type Stored = Readonly<Record<string, unknown>> & { readonly _id: string; readonly type: string };

/** An emulator that the command serves, seen with a bare `fetch`. */
class Account implements AsyncDisposable {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Account> {
    const child = spawn(process.execPath, [bin, "emulator"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once("exit", () => reject(new Error("the emulator ended")));
      child.stdout?.on("data", (chunk) => {
        const [found] = /http:\S+/.exec(String(chunk)) ?? [];
        if (found) resolve(found);
      });
    });
    return new Account(url, child);
  }

  async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    expect(response.status).toBe(200);
    return response.json() as Answer;
  }

  stored(): Promise<readonly Stored[]> {
    return this.ask("GET", "/v2/project-flows?limit=100");
  }

  async scores(): Promise<readonly unknown[]> {
    const flows = await this.stored();
    return flows.flatMap(({ onboardingSettings }) => scoreIn(onboardingSettings) ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = said(this.child);
    this.child.kill("SIGTERM");
    await ended;
  }
}

function scoreIn(settings: unknown): unknown {
  return (settings as { document?: { compareMinScore?: number } } | undefined)?.document
    ?.compareMinScore;
}

/** A user's folder, in which the package is installed. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "whole-life-"));
  try {
    await mkdir(join(folder, "node_modules"));
    await symlink(library, join(folder, "node_modules/verifik-flow"), "junction");
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(folder: string, args: string): Promise<Said> {
  const env = { PATH: process.env["PATH"], STAGING_TOKEN: token, PRODUCTION_TOKEN: token };
  return said(spawn(process.execPath, [bin, ...args.split(" ")], { cwd: folder, env }));
}

const co = (score: number) =>
  `flow().project("${projects.co}").status("active").document((document) => document.minScore(${score}))`;
const mx = `loginFlow().project("${projects.mx}").status("active")`;
const pe = `({ name }) => flow().project("${projects.pe}").status(name === "production" ? "active" : "draft")`;

test("three flows live in two environments, from the first plan to a copy that is the same", async () => {
  await using staging = await Account.start();
  await using production = await Account.start();
  await inFolder(async (folder) => {
    const verifik = (args: string) => run(folder, args);
    const json = async (args: string) => JSON.parse((await verifik(`${args} --json`)).stdout);
    const write = (flows: Readonly<Record<string, string>>, imports = "") =>
      writeFile(
        join(folder, "verifik.config.ts"),
        `import { flow, loginFlow } from "verifik-flow";
import { defineConfig } from "verifik-flow/config";
${imports}
export default defineConfig({
  environments: {
    staging: { baseUrl: "${staging.url}", token: { env: "STAGING_TOKEN" } },
    production: { baseUrl: "${production.url}", token: { env: "PRODUCTION_TOKEN" } },
  },
  flows: {
${Object.entries(flows)
  .map(([name, code]) => `    ${name}: ${code},\n`)
  .join("")}  },
});
export const used = [flow, loginFlow];
`,
      );
    const locked = async (environment: string) => {
      const lock = JSON.parse(await readFile(join(folder, "verifik.lock.json"), "utf8"));
      return lock.environments[environment];
    };
    const lockIsTrue = async (environment: "staging" | "production", account: Account) => {
      const entries: { id: string }[] = Object.values(await locked(environment));
      const ids = (await account.stored()).map(({ _id }) => _id);
      expect(entries.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    };

    // init, check
    expect(await verifik("init")).toMatchObject({ code: 0 });
    expect(await verifik("check")).toMatchObject({ code: 0 });
    await write({ co: co(0.85), mx });
    expect(await verifik("check --env staging")).toMatchObject({ code: 0 });

    // plan, apply: in one environment, and never in one that isn't named
    expect(await verifik("apply --yes")).toMatchObject({ code: 1 });
    expect(await verifik("plan --env staging")).toMatchObject({ code: 2 });
    expect([await staging.stored(), await production.stored()]).toEqual([[], []]);
    expect(await verifik("apply --env staging --yes")).toMatchObject({ code: 0 });
    expect((await staging.stored()).map(({ type }) => type)).toEqual(["onboarding", "login"]);
    expect(await production.stored()).toEqual([]);
    await lockIsTrue("staging", staging);
    expect(await verifik("plan --env staging")).toMatchObject({ code: 0 });

    // a plan that was reviewed is applied once
    expect(await verifik("plan --env production --out plan.json")).toMatchObject({ code: 2 });
    expect(await verifik("apply plan.json --yes")).toMatchObject({ code: 0 });
    expect(await verifik("apply plan.json --yes")).toMatchObject({ code: 1 });
    expect(await production.stored()).toHaveLength(2);
    await lockIsTrue("production", production);

    // a change in code: tightening needs yes, loosening the digest
    await write({ co: co(0.9), mx });
    expect(await verifik("apply --env staging --yes")).toMatchObject({ code: 0 });
    expect(await staging.scores()).toEqual([0.9]);
    await write({ co: co(0.7), mx });
    expect(await verifik("apply --env staging --yes")).toMatchObject({ code: 1 });
    expect(await staging.scores()).toEqual([0.9]);
    const { digest } = await json("plan --env staging");
    expect(await verifik(`apply --env staging --approve ${digest}`)).toMatchObject({ code: 0 });
    expect([await staging.scores(), await production.scores()]).toEqual([[0.7], [0.85]]);

    // a change on the server, and the conflict: the plan was made before it
    await write({ co: co(0.9), mx });
    expect(await verifik("plan --env production --out plan.json")).toMatchObject({ code: 2 });
    const [harder] = await production.stored();
    await production.ask("PUT", `/v2/project-flows/${harder?._id}`, {
      ...harder,
      onboardingSettings: { document: { compareMinScore: 0.95 } },
    });
    const stale = await verifik("apply plan.json --yes");
    expect(stale).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("the stored flow of co"),
    });
    expect(await production.scores()).toEqual([0.95]);
    const drifted = await json("plan --env production --fail-on drift");
    expect(drifted).toMatchObject({ outcome: "changes", summary: { loosens: 1 } });
    const approved = `apply --env production --approve ${drifted.digest}`;
    expect(await verifik(approved)).toMatchObject({ code: 1 });
    expect(await verifik(`${approved} --overwrite-drift`)).toMatchObject({ code: 0 });
    expect(await production.scores()).toEqual([0.9]);
    expect(await verifik("plan --env production")).toMatchObject({ code: 0 });

    // adopt: the third flow is in one environment already
    const made = await production.ask<Stored>("POST", "/v2/project-flows", {
      type: "onboarding",
      project: projects.pe,
    });
    await write({ co: co(0.9), mx, pe });
    expect(await verifik("apply --env production --yes")).toMatchObject({ code: 1 });
    const digests = await json(`plan --env production --adopt pe=${made._id}`);
    expect(digests).toMatchObject({ applyable: true, summary: { adopt: 1 } });
    const adopted = await verifik(
      `apply --env production --adopt pe=${made._id} --approve ${digests.digest}`,
    );
    expect(adopted).toMatchObject({ code: 0 });
    expect(await verifik("apply --env staging --yes")).toMatchObject({ code: 0 });
    const statusOf = async (account: Account) =>
      (await account.stored()).find(({ project }) => project === projects.pe)?.["status"];
    expect([await statusOf(staging), await statusOf(production)]).toEqual(["draft", "active"]);
    expect(
      [await staging.stored(), await production.stored()].map((flows) => flows.length),
    ).toEqual([3, 3]);
    await lockIsTrue("production", production);

    // prune: what the code no longer has stays, until it's told to go
    await write({ co: co(0.9), pe });
    expect(await verifik("apply --env production --yes")).toMatchObject({ code: 0 });
    expect(await production.stored()).toHaveLength(3);
    expect(await verifik("apply --env production --yes --prune")).toMatchObject({ code: 0 });
    expect((await production.stored()).map(({ type }) => type)).toEqual([
      "onboarding",
      "onboarding",
    ]);
    await lockIsTrue("production", production);

    // pull, and the code that was pulled says what is stored
    expect(await verifik("pull --all --env production --out pulled")).toMatchObject({ code: 0 });
    await write(
      { co: "co", pe: "pe" },
      'import { co } from "./pulled/co.js";\nimport { pe } from "./pulled/pe.js";',
    );
    expect(await json("plan --env production")).toMatchObject({
      outcome: "unchanged",
      summary: { unchanged: 2, create: 0, change: 0, orphaned: 0 },
    });
    const before = await production.stored();
    expect(await verifik("apply --env production")).toMatchObject({ code: 0 });
    expect(await production.stored()).toEqual(before);
  });
});
