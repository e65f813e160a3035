import { describe, expect, test } from "vitest";
import { inCliProject, projects, said } from "../support/cli-project.js";

const co = `flow().project("${projects.co}").document((document) => document.minScore(0.85))`;
const login = `loginFlow().project("${projects.mx}")`;

describe("a command line", () => {
  test.each([
    ["chekc", "Did you mean check?"],
    ["plan --formt text", "Did you mean --format?"],
    ["plan --format html", "text, json, markdown, github"],
    ["plan --fail-on loosen", "loosen isn't one of loosens, drift, delete, changes"],
    ["emulator --port 65536", "A port is a number from 0 to 65535"],
    ["--token s3cret-t0ken plan", "a token on a command line"],
    ["plan --token s3cret-t0ken", "a token on a command line"],
    ["apply --env staging --token=s3cret-t0ken", "a token on a command line"],
  ])("with %s is refused: %s", async (args, reason) => {
    await inCliProject(async (project) => {
      const { code, stdout, stderr } = await project.run(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain(reason);
      expect(stderr).not.toContain("s3cret");
      const { json } = await project.json(args);
      expect(json).toMatchObject({
        format: "verifik-flow/error",
        error: { code: "USAGE", message: expect.stringContaining(reason.slice(0, 20)) },
      });
    });
  });
});

function tokenUntil(seconds: number): string {
  return `e30.${Buffer.from(JSON.stringify({ exp: seconds })).toString("base64url")}.s1gnature`;
}

describe("before any request, apply refuses", () => {
  test.each([
    ["a token that is missing", { STAGING_TOKEN: "" }, "staging needs its token in STAGING_TOKEN"],
    ["a token that expired", { STAGING_TOKEN: tokenUntil(1_700_000_000) }, "expired at 2023-11-14"],
  ])("%s", async (_what, env, reason) => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      const { code, stderr } = await project.run("apply --yes", {
        ...env,
        VERIFIK_TOKEN: project.verifik.token,
      });
      expect(code).toBe(1);
      expect(stderr).toContain(reason);
      expect(stderr).not.toContain("s1gnature");
      expect(project.verifik.requests).toEqual([]);
    });
  });

  test("a token only when it has expired", async () => {
    await inCliProject(
      async (project) => {
        await project.configure({ co });
        expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
      },
      { token: tokenUntil(Date.now() / 1000 + 600) },
    );
  });

  const entry = { id: "507f1f77bcf86cd799439011", type: "onboarding", project: projects.co };
  const whole = JSON.stringify({
    lockVersion: 1,
    environments: { staging: { co: { ...entry, sections: {} } } },
  });
  test.each([
    [
      "with conflict markers",
      `<<<<<<< ours\n${whole}\n=======\n${whole}\n>>>>>>> theirs\n`,
      "LOCK_CONFLICT",
      "lines 1, 5",
    ],
    ["of a newer version", whole.replace(":1", ":2"), "LOCK_NEWER", "upgrade the package"],
    ["that was cut short", whole.slice(0, 60), "LOCK_UNREADABLE", "restore it"],
    ["of another shape", whole.replace('"id"', '"ids"'), "LOCK_UNREADABLE", "co is missing"],
    [
      "with a name that leaves its folder",
      whole.replace("co", "../co"),
      "LOCK_UNREADABLE",
      "../co",
    ],
    [
      "with two names for one flow",
      JSON.stringify({
        lockVersion: 1,
        environments: {
          staging: { co: { ...entry, sections: {} }, mx: { ...entry, sections: {} } },
        },
      }),
      "LOCK_CONFLICT",
      "co and mx stand for one stored flow",
    ],
  ])("a lock %s", async (_what, text, code, reason) => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      await project.write("verifik.lock.json", text);
      const { json } = await project.json("apply --yes");
      expect(json.error).toMatchObject({ code, message: expect.stringContaining(reason) });
      expect(project.verifik.requests).toEqual([]);
      expect(await project.read("verifik.lock.json")).toBe(text);
    });
  });

  test.each([
    ["a token in the file", '{ token: "abc" }', "a token has no place in a file"],
    [
      "a misspelt setting",
      '{ token: { env: "T" }, baseURL: "https://x" }',
      "did you mean baseUrl?",
    ],
    [
      "a pace of none",
      '{ token: { env: "T" }, requestsPerMinute: 0 }',
      "expected an integer from 1",
    ],
  ])("a configuration with %s", async (_what, environment, reason) => {
    await inCliProject(async (project) => {
      await project.write(
        "verifik.config.mjs",
        `export default { environments: { staging: ${environment} }, flows: {} };`,
      );
      const { json } = await project.json("apply --yes");
      expect(json.error).toMatchObject({
        code: "CONFIG_INVALID",
        message: expect.stringContaining(reason),
      });
    });
  });

  test("flows that the table refuses, and two that nobody could tell apart", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co, other: co, bad: `{ type: "login", project: "abc" }` });
      const { json } = await project.json("check");
      expect(json.error.message).toContain("flows.bad: ");
      expect(json.error.message).toContain("flows.other: it says the same as flows.co");
    });
  });
});

describe("a plan in a file", () => {
  test("is done as it is, once", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      await project.run("plan --out plan.json");
      expect(await project.run("apply plan.json --yes")).toMatchObject({ code: 0 });
      const again = await project.json("apply plan.json --yes");
      expect(again.json.error).toMatchObject({
        code: "STALE_PLAN",
        message: expect.stringContaining("the lock"),
      });
      expect(project.verifik.flows).toHaveLength(1);
    });
  });

  test("is refused if the code, the server or the file moved on", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await project.configure({ co });
      await project.run("apply --yes");
      await project.configure({ co: co.replace("0.85", "0.9") });
      await project.run("plan --out plan.json");
      const refusal = async () => (await project.json("apply plan.json --yes")).json.error.message;

      await project.configure({ co: co.replace("0.85", "0.95") });
      expect(await refusal()).toContain("the code");
      await project.configure({ co: co.replace("0.85", "0.9") });
      const id = verifik.flows[0]?._id;
      await fetch(`${verifik.url}/v2/project-flows/${id}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${verifik.token}`, "content-type": "application/json" },
        body: JSON.stringify({ status: "paused" }),
      });
      const puts = () => verifik.requests.filter(({ method }) => method !== "GET").length;
      const before = puts();
      expect(await refusal()).toContain("the stored flow of co");
      await project.write("plan.json", (await project.read("plan.json")).replace("0.9", "0.8"));
      expect(await refusal()).toContain("was edited");
      expect(puts()).toBe(before);
    });
  });

  test("never takes for approved a flow that appeared since", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await project.configure({ co });
      await project.run("plan --out plan.json");
      await project.store({ type: "onboarding", project: projects.co });
      expect(verifik.flows).toHaveLength(1);
      const { json } = await project.json("apply plan.json --yes");
      expect(json.error.code).toBe("STALE_PLAN");
      expect(verifik.flows).toHaveLength(1);
    });
  });
});

test("of two applies at once, one refuses", async () => {
  await inCliProject(
    async (project) => {
      await project.configure({ co, login });
      const args = ["apply", "--yes", "--json"];
      const results = await Promise.all([0, 1].map(() => said(project.start(args))));
      const outcomes = results.map(({ stdout }) => JSON.parse(stdout));
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["applied", "locked"]);
      expect(outcomes.find(({ error }) => error)?.error.code).toBe("IN_USE");
      expect(project.verifik.flows).toHaveLength(2);
    },
    { delay: 300 },
  );
});
