import { expect, test } from "vitest";
import { inCliProject, projects, said } from "../support/cli-project.js";
import { killedApply } from "../support/killed-applies.js";
import { randomOf } from "../support/random.js";

test("applies that are killed at any moment, through faults, end with one flow each and a true lock", async () => {
  const pressure = { kills: 6, slowest: 150, settlingTime: 1000 };
  const rounds = await Promise.all(
    [1, 2, 3, 4].map((seed) => killedApply(randomOf(seed), pressure)),
  );
  expect(rounds.flatMap(({ problems }) => problems)).toEqual([]);
  const kills = rounds.map((round) => round.kills).reduce((sum, count) => sum + count);
  expect(kills).toBeGreaterThan(3);
});

test("a creation that was lost isn't taken for the same as a stored flow with more fields", async () => {
  await inCliProject(async (project) => {
    const { verifik } = project;
    const more = `flow().project("${projects.co}").status("active")`;
    await project.configure({ more });
    await project.run("apply --yes");
    await project.configure({ more, less: `flow().project("${projects.co}")` });
    verifik.fail({ reset: true, method: "POST" });
    expect(await project.run("apply --yes")).toMatchObject({ code: 1 });
    expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
    expect(verifik.flows).toHaveLength(2);
    expect(await project.run("plan")).toMatchObject({ code: 0 });
  });
});

test("a flow that was deleted between two applies is created again, though the journal has its result", async () => {
  await inCliProject(
    async (project) => {
      const { verifik } = project;
      await project.configure({
        first: `flow().project("${projects.co}")`,
        second: `flow().project("${projects.mx}")`,
      });
      const child = project.start(["apply", "--yes", "--json"]);
      const ended = said(child);
      await expect.poll(() => verifik.requests.some(({ method }) => method === "POST")).toBe(true);
      verifik.fail({ reset: true, method: "POST" }); // the next one: this one is on its way
      await ended;
      expect(verifik.flows).toHaveLength(1);
      await fetch(`${verifik.url}/v3/project-flows/${verifik.flows[0]?._id}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${verifik.token}` },
      });
      expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
      expect(verifik.flows.map(({ project }) => project).toSorted()).toEqual([
        projects.co,
        projects.mx,
      ]);
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    },
    { delay: 200 },
  );
});

test("a creation that the server refuses isn't tried again with the old code", async () => {
  await inCliProject(async (project) => {
    const { verifik } = project;
    await project.configure({ co: `flow().project("${projects.co}").status("draft")` });
    verifik.fail({ status: 400, method: "POST" });
    const failed = await project.json("apply --yes");
    expect(failed).toMatchObject({
      code: 1,
      json: {
        outcome: "partial",
        flows: [{ result: "failed", outcome: "rejected", code: "BAD_REQUEST" }],
      },
    });
    await project.configure({ co: `flow().project("${projects.co}").status("active")` });
    expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
    expect(verifik.flows).toMatchObject([{ status: "active" }]);
  });
});

test("a creation whose answer was lost is found by the next apply", async () => {
  await inCliProject(async (project) => {
    const { verifik } = project;
    await project.configure({ co: `flow().project("${projects.co}")` });
    verifik.fail({ reset: true, applied: true, method: "POST" });
    expect(await project.json("apply --yes")).toMatchObject({
      code: 1,
      json: { flows: [{ result: "failed", outcome: "unknown" }] },
    });
    expect(await project.run("apply --yes")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("an earlier apply began to create co"),
    });
    expect(verifik.flows).toHaveLength(1);
    expect(await project.run("plan")).toMatchObject({ code: 0 });
  });
});

test("a flow that appeared during the apply, alike one that it created, is named", async () => {
  await inCliProject(
    async (project) => {
      const { verifik } = project;
      await project.configure({ co: `flow().project("${projects.co}").status("active")` });
      const child = said(project.start(["apply", "--yes", "--json"]));
      await expect.poll(() => verifik.requests.some(({ method }) => method === "POST")).toBe(true);
      await project.store({ type: "onboarding", project: projects.co });
      const { stdout, stderr } = await child;
      const { flows, twins } = JSON.parse(stdout);
      expect(flows).toMatchObject([{ result: "done" }]);
      expect(twins).toEqual([{ name: "co", id: verifik.flows[1]?._id }]);
      expect(stderr).toContain("another apply may have created it too");
    },
    { delay: 200 },
  );
});

test("Ctrl-C finishes what is under way, begins nothing else and exits with 130", async () => {
  await inCliProject(
    async (project) => {
      const { verifik } = project;
      const entries = Object.entries(projects).map(([name, id]) => [
        name,
        `flow().project("${id}")`,
      ]);
      await project.configure(Object.fromEntries(entries));
      const child = project.start(["apply", "--yes", "--json"]);
      const ended = said(child);
      await expect.poll(() => verifik.requests.some(({ method }) => method === "POST")).toBe(true);
      child.kill("SIGINT");
      const { code, stdout } = await ended;
      expect(code).toBe(130);
      expect(JSON.parse(stdout).flows).toMatchObject([
        { result: "done", outcome: "applied" },
        { result: "not begun", outcome: "not-sent" },
        { result: "not begun", outcome: "not-sent" },
      ]);
      expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
      expect(verifik.flows).toHaveLength(3);
    },
    { delay: 250 },
  );
});
