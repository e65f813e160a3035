import { createClient, flow, loginFlow, ObjectId, parseFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { type CliProject, inCliProject, projects } from "../support/cli-project.js";

const strict = `flow().project("${projects.co}").status("active").document((document) => document.minScore(0.85))`;
const lenient = strict.replace("0.85", "0.6");
const login = `loginFlow().project("${projects.mx}").status("active")`;

/** Somebody changes a stored flow in the dashboard. */
async function inDashboard({ verifik }: CliProject, score: number): Promise<void> {
  const client = createClient({ baseUrl: verifik.url, token: verifik.token });
  const stored = verifik.flows.find(({ type }) => type === "onboarding");
  const changed = flow()
    .project(projects.co)
    .document((document) => document.minScore(score as 0.9));
  await client.update(stored?._id as never, changed);
}

describe("the life of flows in code", () => {
  test("goes from a first plan to a pulled copy, and says at each step what is the matter", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await project.configure({ co: strict, mx: login }, "verifik.config.ts");
      expect(await project.run("check")).toMatchObject({ code: 0 });
      expect(verifik.requests).toHaveLength(0);

      const first = await project.json("plan");
      expect(first).toMatchObject({
        code: 2,
        json: { applyable: true, outcome: "changes", summary: { create: 2 } },
      });
      const refused = await project.run("apply");
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("--yes") });
      expect(verifik.flows).toHaveLength(0);

      const applied = await project.json("apply --yes");
      expect(applied).toMatchObject({
        code: 0,
        json: {
          outcome: "applied",
          flows: [
            { name: "co", action: "create", result: "done" },
            { name: "mx", action: "create", result: "done" },
          ],
          twins: [],
        },
      });
      expect(verifik.flows).toHaveLength(2);
      expect(await project.json("plan")).toMatchObject({
        code: 0,
        json: { outcome: "unchanged", summary: { unchanged: 2 } },
      });

      await project.run("pull co --out pulled");
      const pulled = await project.read("pulled/co.ts");
      expect(pulled).toContain("export const co = flow()");
      expect(pulled).toContain(".minScore(0.85)");
    });
  });

  test("asks for the plan's digest before it loosens verification, and takes no other", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await project.run("apply --yes");
      await project.configure({ co: lenient });
      const plan = await project.run("plan");
      expect(plan.stdout).toContain("LOOSENS VERIFICATION  1 field");
      expect(plan.stdout).toContain("document.minScore  0.85 -> 0.6");
      const digest = /--approve (\w+)/.exec(plan.stdout)?.[1];

      for (const consent of ["--yes", "--approve 3f9ac1d2e4b70a55", "--yes --approve 0"]) {
        expect(await project.run(`apply ${consent}`)).toMatchObject({
          code: 1,
          stderr: expect.stringContaining(`--approve ${digest}`),
        });
      }
      expect(project.verifik.requests.filter(({ method }) => method === "PUT")).toEqual([]);

      expect(await project.run(`apply --approve ${digest}`)).toMatchObject({ code: 0 });
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    });
  });

  test("tightens with --yes alone", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: lenient });
      await project.run("apply --yes");
      await project.configure({ co: strict });
      expect(await project.json("plan")).toMatchObject({ json: { summary: { tightens: 1 } } });
      expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
    });
  });

  test("shows what was hardened on the server as drift, and doesn't undo it unasked", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await project.run("apply --yes");
      await inDashboard(project, 0.95);
      const { json } = await project.json("plan --fail-on drift");
      expect(json).toMatchObject({
        outcome: "changes",
        summary: { change: 1, loosens: 1 },
        flows: [{ action: "change", drift: ["onboardingSettings"] }],
      });
      const refused = await project.run(`apply --approve ${json.digest}`);
      expect(refused).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("--overwrite-drift"),
      });
      const undone = await project.run(`apply --approve ${json.digest} --overwrite-drift`);
      expect(undone).toMatchObject({ code: 0 });
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    });
  });

  test("keeps what the code doesn't say, and names it", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: `flow().project("${projects.co}").status("active")` });
      await project.run("apply --yes");
      await inDashboard(project, 0.9);
      const { json } = await project.json("plan");
      expect(json.flows).toMatchObject([
        { action: "unchanged", kept: expect.arrayContaining(["document.minScore"]) },
      ]);
    });
  });

  test("adopts a stored flow only if somebody says which", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      await client.submitAll([
        flow()
          .project(projects.co)
          .status("active")
          .document((document) => document.minScore(0.85)),
      ]);
      const id = verifik.flows[0]?._id;
      await project.configure({ co: strict });
      expect(await project.run("apply --yes")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`--adopt co=${id}`),
      });
      expect(await project.run(`apply --yes --adopt c0=${id}`)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("expected co"),
      });
      expect(await project.run(`apply --yes --adopt co=${projects.mx}`)).toMatchObject({ code: 1 });
      expect(await project.run(`apply --yes --adopt co=${id}`)).toMatchObject({ code: 0 });
      expect(verifik.flows).toHaveLength(1);
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    });
  });

  test("creates another flow beside one that is alike, if told so", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      await client.submitAll([flow().project(projects.co)]);
      await project.configure({ co: strict });
      expect(await project.run("apply --yes --create co")).toMatchObject({ code: 0 });
      expect(verifik.flows).toHaveLength(2);
    });
  });

  test("deletes what the code no longer has with --prune, and never without", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict, mx: login });
      await project.run("apply --yes");
      await project.configure({ co: strict });
      expect(await project.json("plan")).toMatchObject({
        code: 0,
        json: { summary: { orphaned: 1 } },
      });
      await project.run("apply --yes");
      expect(project.verifik.flows).toHaveLength(2);
      expect(await project.run("apply --yes --prune")).toMatchObject({ code: 0 });
      expect(project.verifik.flows.map(({ type }) => type)).toEqual(["onboarding"]);
      expect(await project.json("plan")).toMatchObject({ json: { summary: { orphaned: 0 } } });
    });
  });

  test("deletes by a plan file that deletes, if --prune agrees", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict, mx: login });
      await project.run("apply --yes");
      await project.configure({ co: strict });
      expect(await project.run("plan --prune --out plan.json")).toMatchObject({ code: 2 });
      const refused = await project.run("apply plan.json --yes");
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stderr).toContain("--prune  because it deletes stored flows: mx");
      expect(project.verifik.flows).toHaveLength(2);
      expect(await project.run("apply plan.json --yes --prune")).toMatchObject({ code: 0 });
      expect(project.verifik.flows).toHaveLength(1);
    });
  });

  test("gives a stored flow another name, with --adopt of its id", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await project.run("apply --yes");
      const [{ _id = "" } = {}] = project.verifik.flows;
      await project.configure({ colombia: strict });
      expect(await project.run(`apply --yes --adopt colombia=${_id}`)).toMatchObject({ code: 0 });
      expect(project.verifik.flows).toHaveLength(1);
      const lock = JSON.parse(await project.read("verifik.lock.json"));
      expect(Object.keys(lock.environments.staging)).toEqual(["colombia"]);
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    });
  });

  test("takes a plan file for one environment, and as it was decided", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await project.run("plan --out plan.json");
      const config = await project.read("verifik.config.mjs");
      const two = config.replace(/staging: (.*) \},\n/, "staging: $1, other: $1 },\n");
      await project.write("verifik.config.mjs", two);
      expect((await project.run("apply plan.json --yes --env other")).stderr).toContain(
        "the plan is for staging, not for other: leave out --env, or make a plan for other",
      );
      expect((await project.run("apply plan.json --yes --create co")).stderr).toContain(
        "the plan says already what is adopted and created: leave out --adopt and --create",
      );
      expect(project.verifik.flows).toEqual([]);
      await project.write("verifik.config.mjs", config);
      expect(await project.run("apply plan.json --yes")).toMatchObject({ code: 0 });
    });
  });

  test("has nothing to do for a flow that the code doesn't have, whatever changed there", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await project.configure({ co: strict });
      await project.run("apply --yes");
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      await client.setStatus(ObjectId(verifik.flows[0]?._id), "paused");
      await project.configure({ mx: login });
      await project.run("apply --yes");
      expect(await project.run("plan")).toMatchObject({ code: 0 });
      expect(await project.run("plan --fail-on drift")).toMatchObject({ code: 2 });
      expect(await project.run("apply")).toMatchObject({ code: 0 });
    });
  });

  test("begins from what is stored, and has nothing to change then", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      const stored = [
        flow()
          .project(projects.co)
          .document((document) => document.usePassport().minScore(0.7)),
        loginFlow().project(projects.mx).status("active"),
      ];
      await client.submitAll(stored);
      const init = await project.run(
        `init --pull --base-url ${verifik.url} --token-env STAGING_TOKEN`,
      );
      expect(init).toMatchObject({ code: 0, stderr: "" });
      const { code, json } = await project.json("plan");
      expect({ code, summary: json.summary }).toMatchObject({ code: 0, summary: { unchanged: 2 } });
      const [name] = Object.keys(
        JSON.parse(await project.read("verifik.lock.json")).environments.production,
      );
      const shown = await project.json(`show ${name} --as json`);
      const { version: _, ...body } = parseFlow(JSON.parse(shown.json.text)).build(); // the server's
      expect(stored.map((one) => one.build())).toContainEqual(body);
      expect(await project.run("init")).toMatchObject({ code: 1 });
    });
  });

  test("is another one in each environment, and none is hit by accident", async () => {
    await inCliProject(async (project) => {
      const { environment, verifik } = project;
      await project.write(
        "verifik.config.mjs",
        `export default { environments: { staging: ${environment}, production: ${environment} },
          flows: { co: ({ name }) => ({ type: "onboarding", status: "active",
            project: name === "production" ? "${projects.co}" : "${projects.mx}" }) } };`,
      );
      expect(await project.run("apply --yes")).toMatchObject({ code: 1 });
      expect(await project.run("apply --yes --env prodution")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("did you mean production?"),
      });
      expect(verifik.requests).toEqual([]);
      expect(await project.run("apply --yes --env staging")).toMatchObject({ code: 0 });
      expect(await project.run("apply --yes --env production")).toMatchObject({ code: 0 });
      const { environments } = JSON.parse(await project.read("verifik.lock.json"));
      const ids = [environments.staging.co.id, environments.production.co.id];
      expect(ids).toEqual(verifik.flows.map(({ _id }) => _id));
    });
  });

  test("doesn't write over code that somebody changed", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await project.run("apply --yes");
      await project.run("pull co");
      expect(await project.run("pull co")).toMatchObject({ code: 0 }); // the same again
      await project.write("flows/co.ts", "// mine\n");
      expect(await project.run("pull co")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("nothing was written: flows/co.ts"),
      });
      expect(await project.read("flows/co.ts")).toBe("// mine\n");
      expect(await project.run("pull co --overwrite")).toMatchObject({ code: 0 });
    });
  });
});
