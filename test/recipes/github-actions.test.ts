import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type CliProject, inCliProject, projects } from "../support/cli-project.js";
import { git, readWorkflow, runJob } from "./workflow.js";

const workflow = await readWorkflow("docs/flows-as-code.md");
const { plan, apply } = workflow.jobs;

/** The tools that GitHub's machines have. */
const hasTools = ["bash", "git", "jq"].every((tool) => {
  try {
    execFileSync(tool, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

const human = { id: 1, user: { login: "ana" }, body: "<!-- verifik-flow plan production --> nice" };

async function inRepository(
  use: (project: CliProject, push: (score: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  await inCliProject(async (project) => {
    const { folder } = project;
    const origin = project.path("origin.git");
    await git(folder, "init", "--quiet", "--bare", "--initial-branch=main", origin);
    await git(folder, "init", "--quiet", "--initial-branch=main");
    await git(folder, "remote", "add", "origin", origin);
    await project.write(
      ".gitignore",
      "node_modules\norigin.git\ncomments.json\nsummary.md\nplan.md\n",
    );
    await project.write("comments.json", JSON.stringify([human]));
    await use(project, async (score) => {
      await project.write(
        "verifik.config.mjs",
        `import { flow } from "verifik-flow";
const token = { env: "VERIFIK_TOKEN" };
export default {
  environments: { production: { baseUrl: "${project.verifik.url}", token }, staging: { token } },
  flows: {
    co: flow().project("${projects.co}").document((document) => document.minScore(${score})),
  },
};
`,
      );
      await git(folder, "add", ".");
      await git(folder, "commit", "--quiet", "--message", `Score ${score}`);
      await git(folder, "push", "--quiet", "--set-upstream", "origin", "main");
    });
  });
}

function run(job: typeof plan, project: CliProject) {
  return runJob(job, {
    folder: project.folder,
    expressions: {
      "secrets.VERIFIK_TOKEN": project.verifik.token,
      "github.token": "a-token-of-github",
      "github.event.pull_request.number": "17",
    },
    env: {
      GITHUB_REPOSITORY: "acme/flows",
      GH_COMMENTS: project.path("comments.json"),
      GITHUB_STEP_SUMMARY: project.path("summary.md"),
    },
  });
}

async function codesOf(job: typeof plan, project: CliProject): Promise<readonly (number | null)[]> {
  return [...(await run(job, project)).values()].map(({ code }) => code);
}

describe("the workflow for GitHub", () => {
  test("gives no token to a fork, pins what it runs, and applies one at a time", () => {
    expect(Object.keys(workflow.on)).toEqual(["pull_request", "push"]);
    expect(plan.if).toContain("head.repo.full_name == github.repository");
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(plan.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    expect(apply.concurrency).toEqual({
      group: "verifik-flows-production",
      "cancel-in-progress": false,
    });
    const uses = [plan, apply].flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses).toHaveLength(4);
    for (const action of uses) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    const withToken = [plan, apply].flatMap(({ steps }) =>
      steps.filter(({ env }) => env?.["VERIFIK_TOKEN"]).map(({ name }) => name),
    );
    expect(withToken).toEqual(["Plan", "Apply"]);
    expect(Object.keys({ ...plan.env, ...apply.env })).toEqual(["ENVIRONMENT", "PULL_REQUEST"]);
  });

  test.skipIf(!hasTools)("keeps one comment of the plan on a pull request, its own", async () => {
    await inRepository(async (project, push) => {
      const comments = async () => JSON.parse(await project.read("comments.json"));
      await push(0.85);
      expect(await codesOf(plan, project)).toEqual([0, 0, 0, 0]);
      expect(await comments()).toEqual([
        human,
        expect.objectContaining({ body: expect.stringContaining("**co**: create") }),
      ]);
      await push(0.9);
      expect(await codesOf(plan, project)).toEqual([0, 0, 0, 0]);
      expect(await comments()).toHaveLength(2);
      expect(project.verifik.flows).toEqual([]);
    });
  });

  test.skipIf(!hasTools)("fails, and posts no plan, if the server can't be read", async () => {
    await inRepository(async (project, push) => {
      await push(0.85);
      project.verifik.fail({ status: 401, times: Infinity });
      expect(await codesOf(plan, project)).toEqual([0, 0, 1]);
      expect(JSON.parse(await project.read("comments.json"))).toEqual([human]);
    });
  });

  test.skipIf(!hasTools)(
    "applies on main, commits the lock, and leaves loosening to people",
    async () => {
      await inRepository(async (project, push) => {
        const { verifik, folder } = project;
        await push(0.9);
        expect(await codesOf(apply, project)).toEqual([0, 0, 0]);
        expect(verifik.flows).toHaveLength(1);
        const pushed = JSON.parse(await git(folder, "show", "origin/main:verifik.lock.json"));
        expect(pushed.environments.production.co.id).toBe(verifik.flows[0]?._id);
        const commits = await git(folder, "rev-list", "--count", "origin/main");
        expect(await codesOf(apply, project)).toEqual([0, 0, 0]); // nothing to do, nothing to commit
        expect(await git(folder, "rev-list", "--count", "origin/main")).toBe(commits);

        await push(0.85);
        const loosening = await run(plan, project);
        expect(loosening.get("Plan")).toMatchObject({ code: 0 });
        expect(await project.read("comments.json")).toContain("This loosens verification");
        const refused = await run(apply, project);
        expect(refused.get("Apply")).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(/--approve [0-9a-f]+/),
        });
        expect(refused.get("Commit the lock")).toMatchObject({ code: 0 });
        expect(verifik.requests.filter(({ method }) => method === "PUT")).toEqual([]);
      });
    },
  );
});
