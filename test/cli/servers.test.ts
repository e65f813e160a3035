import { createClient, ObjectId } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { startAlteringProxy } from "../support/altering-proxy.js";
import { inCliProject, projects } from "../support/cli-project.js";

const people = [{ name: "Ana Gómez", email: "ana@example.com" }];
const co = `flow().project("${projects.co}").status("active")
  .redirectUrl("https://example.com/done?key=s3cret")
  .whiteList(${JSON.stringify(people)})`;
const hiddenFields = ["redirectUrl", "whiteList"];

type Shown = (flow: Readonly<Record<string, unknown>>, method: string) => object;

const hide = (flow: object) => ({ ...flow, whiteList: [], redirectUrl: "" });

describe("a server that doesn't show people and URLs", () => {
  test.each<[when: string, show: Shown]>([
    ["ever", hide],
    [
      "after the answer to their creation",
      (flow, method) => (method === "POST" ? flow : hide(flow)),
    ],
  ])("%s leaves nothing to plan after an apply, and a note", async (_when, show) => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await using proxy = await startAlteringProxy(verifik.url, { show: show as never });
      project.url = proxy.url;
      await project.configure({ co });
      await project.run("apply --yes");
      expect(verifik.flows).toMatchObject([{ whiteList: people }]);

      const again = await project.run("plan");
      expect(again.code).toBe(0);
      expect(again.stdout).toContain(
        "as last applied, not shown by the server: redirectUrl, whiteList",
      );
      const { json } = await project.json("plan");
      expect(json.flows).toMatchObject([
        { action: "unchanged", hidden: hiddenFields, changes: [], drift: [] },
      ]);
      const lock = await project.read("verifik.lock.json");
      for (const word of ["Ana", "ana@", "s3cret"]) expect(lock).not.toContain(word);
    });
  });

  test("still gets what the code says otherwise than before, and nothing else", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await using proxy = await startAlteringProxy(verifik.url, { show: hide });
      project.url = proxy.url;
      await project.configure({ co });
      await project.run("apply --yes");

      await project.configure({ co: co.replace("Ana Gómez", "Eva Ruiz") });
      const { code, json } = await project.json("plan");
      expect(code).toBe(2);
      expect(json.flows).toMatchObject([
        { changes: [{ path: "whiteList", effect: "unclear" }], drift: [] },
      ]);
      expect((await project.run("plan")).stdout).toContain(
        "whiteList  (not shown by the server) -> a list of 1",
      );
      expect(await project.run(`apply --approve ${json.digest}`)).toMatchObject({ code: 0 });
      expect(verifik.flows).toMatchObject([{ whiteList: [{ name: "Eva Ruiz" }] }]);
      expect(await project.run("plan")).toMatchObject({ code: 0 });

      await project.configure({
        co: co.replace("Ana Gómez", "Eva Ruiz").replace("s3cret", "another"),
      });
      expect((await project.json("plan")).json.flows).toMatchObject([
        { changes: [{ path: "redirectUrl", effect: "neutral" }], drift: [] },
      ]);
    });
  });

  test("isn't taken for one on which somebody deleted the people", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await project.configure({ co });
      await project.run("apply --yes");
      await using proxy = await startAlteringProxy(verifik.url, { show: hide });
      project.url = proxy.url;
      await project.configure({ co });
      expect((await project.json("plan")).json.flows).toMatchObject([
        { action: "change", hidden: [], drift: expect.arrayContaining(["redirectUrl"]) },
      ]);
    });
  });

  test("keeps people whom the code no longer names, and the plan says so", async () => {
    await inCliProject(async (project) => {
      await using proxy = await startAlteringProxy(project.verifik.url, { show: hide });
      project.url = proxy.url;
      await project.configure({ co });
      await project.run("apply --yes");
      await project.configure({ co: `flow().project("${projects.co}").status("active")` });
      const { code, json } = await project.json("plan");
      expect({ code, flows: json.flows }).toMatchObject({
        code: 0,
        flows: [{ action: "unchanged", kept: expect.arrayContaining(hiddenFields), drift: [] }],
      });
    });
  });

  test("in lists alone is asked for the flow itself", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      let listed = 0;
      await using proxy = await startAlteringProxy(verifik.url, {
        show: (flow, method, path) => {
          if (method !== "GET" || /[0-9a-f]{24}$/.test(path)) return flow;
          listed += 1;
          return hide(flow);
        },
      });
      project.url = proxy.url;
      await project.configure({ co });
      await project.run("apply --yes");
      expect(await project.json("plan")).toMatchObject({
        code: 0,
        json: { flows: [{ action: "unchanged", hidden: [], drift: [] }] },
      });
      await project.configure({ co: co.replace("active", "paused") });
      expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
      expect(verifik.flows).toMatchObject([{ status: "paused", whiteList: people }]);
      expect(listed).toBeGreaterThan(0);
    });
  });

  test("shows drift in what it does show", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await using proxy = await startAlteringProxy(verifik.url, { show: hide });
      project.url = proxy.url;
      await project.configure({ co });
      await project.run("apply --yes");
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      await client.setStatus(verifik.flows[0]?._id as never, "paused");
      expect((await project.json("plan")).json.flows).toMatchObject([
        {
          drift: ["status"],
          changes: [{ path: "status" }, { path: "whiteList", effect: "unclear" }],
        },
      ]);
    });
  });
});

describe("a stored flow whose type the server says as", () => {
  test.each(["", "kyc"])("%j is blocked, and holds up no other flow", async (type) => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      const own = {
        co: `flow().project("${projects.co}")`,
        mx: `flow().project("${projects.mx}")`,
      };
      await project.configure(own);
      await project.run("apply --yes");
      await using proxy = await startAlteringProxy(verifik.url, {
        show: (flow) => (flow["project"] === projects.co ? { ...flow, type } : flow),
      });
      project.url = proxy.url;
      const status = (code: string) => `${code}.status("active")`;
      await project.configure({ co: status(own.co), mx: status(own.mx) });

      const plan = await project.run("plan");
      expect(plan).toMatchObject({ code: 2, stderr: expect.not.stringContaining("error") });
      expect(plan.stdout).toMatch(/^! co {2}blocked/m);
      expect(plan.stdout).toContain("1 to change, 1 blocked");

      const { code, json } = await project.json("apply --yes");
      expect({ code, json }).toMatchObject({
        code: 1,
        json: {
          outcome: "partial",
          flows: [
            { name: "mx", result: "done", outcome: "applied" },
            {
              name: "co",
              result: "not begun",
              outcome: "not-sent",
              message: expect.stringMatching(/type/),
            },
          ],
        },
      });
      const statuses = Object.fromEntries(verifik.flows.map((flow) => [flow.project, flow.status]));
      expect(statuses).toMatchObject({ [projects.mx]: "active" });
      expect(statuses[projects.co]).not.toBe("active");
    });
  });

  test("nothing in the answer to its creation is in the lock as what was sent", async () => {
    await inCliProject(async (project) => {
      await using proxy = await startAlteringProxy(project.verifik.url, {
        show: ({ type: _, ...flow }, method) => (method === "POST" ? flow : { ...flow, type: _ }),
      });
      project.url = proxy.url;
      await project.configure({ co: `flow().project("${projects.co}")` });
      expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    });
  });
});

test("a flow that somebody changes at the last moment isn't deleted", async () => {
  await inCliProject(async (project) => {
    const { verifik } = project;
    const client = createClient({ baseUrl: verifik.url, token: verifik.token });
    const old = `flow().project("${projects.mx}")`;
    let isArmed = false;
    await using proxy = await startAlteringProxy(verifik.url, {
      meanwhile: async (method) => {
        const mx = verifik.flows.find(({ project }) => project === projects.mx);
        if (method === "PUT" && isArmed) await client.setStatus(ObjectId(mx?._id), "active");
      },
    });
    project.url = proxy.url;
    await project.configure({ co, old });
    await project.run("apply --yes");
    await project.configure({ co: `${co}.version(2)` });
    isArmed = true;
    const { code, stdout } = await project.run("apply --yes --prune");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "failed delete old: somebody changed the stored flow meanwhile, so it was not deleted",
    );
    expect(verifik.flows).toHaveLength(2);
    isArmed = false;
    expect(await project.run("apply --yes --prune --overwrite-drift")).toMatchObject({ code: 0 });
    expect(verifik.flows).toHaveLength(1);
  });
});

test("an approval of another plan is none, whatever else is agreed to", async () => {
  await inCliProject(async (project) => {
    await project.configure({ co });
    const refused = await project.run("apply --yes --approve 0123456789abcdef");
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain("--approve 0123456789abcdef is for another plan than this");
    expect(project.verifik.flows).toEqual([]);
    const { json } = await project.json("plan");
    expect(await project.run(`apply --approve ${json.digest}`)).toMatchObject({ code: 0 });
  });
});

test("what a server changes beside what was planned fails the apply, and is drift then", async () => {
  await inCliProject(async (project) => {
    const { verifik } = project;
    let isReset = false;
    await using proxy = await startAlteringProxy(verifik.url, {
      show: (flow, method) => {
        if (method === "PUT") isReset = true;
        return isReset
          ? { ...flow, onboardingSettings: { document: { compareMinScore: 0.9 } } }
          : flow;
      },
    });
    project.url = proxy.url;
    const strict = (score: number) =>
      `flow().project("${projects.co}").document((d) => d.minScore(${score}))`;
    const kept = `${strict(0.85)}.liveness((l) => l.minScore(0.9))`;
    await project.configure({ co: kept });
    await project.run("apply --yes");
    await project.configure({ co: strict(0.9) });
    const { code, stdout } = await project.run("apply --yes");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "failed change co: the change stands, and liveness.minScore changed with it",
    );
    expect((await project.json("plan")).json.flows).toMatchObject([
      { drift: ["onboardingSettings"] },
    ]);
  });
});
