import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient, flow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { root } from "../../measure/folder.js";
import { type Lock, lockIn, lockText, withLocked } from "../../src/cli/lock-file.js";
import { inCliProject, projects, said } from "../support/cli-project.js";

const entry = {
  id: "507f1f77bcf86cd799439011",
  type: "onboarding",
  project: projects.co,
  digest: "00",
  sections: { project: "01" },
};
const mx = { ...entry, id: "507f1f77bcf86cd799439012" };
const pe = { ...entry, id: "507f1f77bcf86cd799439013" };
const lock: Lock = { staging: { mx, co: entry }, production: {} };

describe("a lock", () => {
  test("is read as it was written", () => {
    expect(lockIn(lockText(lock), "lock")).toEqual(lock);
  });

  test("is the same text whatever the order of what it holds", () => {
    const other: Lock = { production: {}, staging: { co: entry, mx } };
    expect(lockText(other)).toBe(lockText(lock));
    expect(lockText(lock)).toMatch(/\n$/);
  });

  test("gains and loses one flow at a time", () => {
    const gained = withLocked(lock, "production", "co", entry);
    expect(gained).toEqual({ ...lock, production: { co: entry } });
    expect(withLocked(gained, "production", "co", undefined)).toEqual(lock);
  });
});

/** What git leaves of two branches that each wrote the lock. */
function conflict(ours: Lock, theirs: Lock): string {
  return `<<<<<<< HEAD\n${lockText(ours)}=======\n${lockText(theirs)}>>>>>>> other\n`;
}

describe("lock resolve", () => {
  test("keeps the flows of both sides, and forgets what nobody can know", async () => {
    await inCliProject(async (project) => {
      await project.configure({});
      const ours: Lock = { staging: { co: entry, mx } };
      const theirs: Lock = { staging: { co: { ...entry, digest: "11" }, pe } };
      await project.write("verifik.lock.json", conflict(ours, theirs));
      expect(await project.run("lock resolve")).toMatchObject({ code: 0 });
      const { id, type, project: of } = entry;
      expect(lockIn(await project.read("verifik.lock.json"), "lock")).toEqual({
        staging: { co: { id, type, project: of, sections: {} }, mx, pe },
      });
      expect(project.verifik.requests).toEqual([]);
    });
  });

  test("writes nothing if two names came to stand for one flow", async () => {
    await inCliProject(async (project) => {
      await project.configure({});
      const text = conflict({ staging: { co: entry } }, { staging: { colombia: entry } });
      await project.write("verifik.lock.json", text);
      const { json } = await project.json("lock resolve");
      expect(json.error).toMatchObject({
        code: "LOCK_CONFLICT",
        message: expect.stringContaining("co and colombia stand for one stored flow"),
      });
      expect(await project.read("verifik.lock.json")).toBe(text);
    });
  });

  test("asks the server which of two flows is there, and refuses if both are", async () => {
    await inCliProject(async (project) => {
      await project.configure({});
      const { verifik } = project;
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      await client.submitAll([flow().project(projects.co), flow().project(projects.co)]);
      const [one, other] = verifik.flows.map(({ _id }) => ({ ...entry, id: _id }));
      if (!one || !other) throw new Error("they aren't stored");
      const text = conflict({ staging: { co: one } }, { staging: { co: other } });
      await project.write("verifik.lock.json", text);
      const refused = await project.json("lock resolve");
      expect(refused.json.error).toMatchObject({
        code: "LOCK_CONFLICT",
        message: expect.stringContaining(`${one.id} and ${other.id}`),
      });
      expect(await project.read("verifik.lock.json")).toBe(text);
      await client.delete(one.id as never);
      expect(await project.run("lock resolve")).toMatchObject({ code: 0 });
      expect(lockIn(await project.read("verifik.lock.json"), "lock")).toEqual({
        staging: { co: other },
      });
    });
  });
});

describe("a lock that two processes write", () => {
  const names = Array.from({ length: 12 }, (_, index) => `flow${index}`);
  const projectOf = (name: string) => `507f1f77bcf86cd7994${names.indexOf(name) + 39000}`;

  test("has what each of them applied, in an environment of its own", async () => {
    await inCliProject(async (project) => {
      const { environment } = project;
      const flows = names.map((name) => `${name}: flow().project("${projectOf(name)}")`);
      await project.write(
        "verifik.config.mjs",
        `import { flow } from "verifik-flow";
        const own = (name) => ({ ${flows.join(", ")} })[name];
        export default {
          environments: { staging: ${environment}, production: ${environment} },
          flows: Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, ({ name: where }) =>
            own(name).status(where === "staging" ? "draft" : "active")])),
        };`,
      );
      const both = ["staging", "production"].map((env) => {
        const args = [
          "apply",
          "--yes",
          "--env",
          env,
          ...names.flatMap((name) => ["--create", name]),
        ];
        return said(project.start(args));
      });
      for (const { code, stderr } of await Promise.all(both))
        expect({ code, stderr }).toMatchObject({ code: 0 });
      const { environments } = JSON.parse(await project.read("verifik.lock.json"));
      const ids = [environments.staging, environments.production].flatMap((flows) =>
        names.map((name) => flows[name]?.id),
      );
      expect(ids.toSorted()).toEqual(project.verifik.flows.map(({ _id }) => _id).toSorted());
      expect(ids).toHaveLength(24);
    });
  });

  test("waits for one that is writing, and not for one that was killed", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: `flow().project("${projects.co}")` });
      await mkdir(project.path(".verifik"));
      const holder = spawn(
        process.execPath,
        [
          "--import",
          "tsx",
          join(import.meta.dirname, "../support/journal-holder.ts"),
          project.path(".verifik/lock"),
        ],
        { cwd: root },
      );
      await new Promise((resolve) => holder.stdout.once("data", resolve));
      let isOver = false;
      const applied = said(project.start(["apply", "--yes"])).finally(() => {
        isOver = true;
      });
      await expect.poll(() => project.verifik.flows.length).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(isOver).toBe(false);
      holder.kill("SIGKILL");
      expect(await applied).toMatchObject({ code: 0 });
      expect(await project.run("plan")).toMatchObject({ code: 0 });
    });
  });
});
