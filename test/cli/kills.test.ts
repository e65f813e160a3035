import { expect, test } from "vitest";
import { inCliProject, projects, said } from "../support/cli-project.js";

test("an apply that is killed at any moment, again and again, ends with one flow each and a true lock", async () => {
  await inCliProject(
    async (project) => {
      const { verifik } = project;
      const flows = Object.entries(projects).map(([name, id]) => [name, `flow().project("${id}")`]);
      await project.configure(Object.fromEntries(flows));
      const apply = ["apply", "--yes", "--json"];
      const posts = () => verifik.requests.filter(({ method }) => method === "POST").length;
      for (let kills = 0; kills < 20; kills += 1) {
        const child = project.start(apply);
        const sent = posts();
        const whilePosting = setInterval(() => {
          if (kills % 2 === 0 && posts() > sent) child.kill("SIGKILL");
        }, 5);
        const anytime = setTimeout(() => child.kill("SIGKILL"), 350 + ((kills * 97) % 900));
        await said(child);
        clearInterval(whilePosting);
        clearTimeout(anytime);
      }
      const { code, json } = await project.json("apply --yes");
      expect({ code, error: json.error }).toEqual({ code: 0, error: undefined });
      expect(verifik.flows.map(({ project }) => project).toSorted()).toEqual(
        Object.values(projects),
      );
      const { staging } = JSON.parse(await project.read("verifik.lock.json")).environments;
      for (const [name, id] of Object.entries(projects)) {
        const stored = verifik.flows.find((flow) => flow.project === id);
        expect(staging[name].id).toBe(stored?._id);
      }
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    },
    { delay: () => 30 + Math.random() * 120 },
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
