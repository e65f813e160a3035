import { rm } from "node:fs/promises";
import { createClient } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { type CliProject, inCliProject, projects } from "../support/cli-project.js";
import { answering } from "../support/terminal.js";

const strict = `flow().project("${projects.co}").document((document) => document.minScore(0.85))`;

describe("on a terminal, apply asks", () => {
  test("before it creates, and takes Enter for no", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      const declined = await answering(project, ["apply"], [["Apply this to co?", "\r"]]);
      expect(declined.code).toBe(1);
      expect(declined.screen).toContain(project.verifik.url.slice(7)); // before the question
      expect(project.verifik.flows).toHaveLength(0);
      const agreed = await answering(project, ["apply"], [["Apply this to co?", "y"]]);
      expect(agreed.code).toBe(0);
      expect(project.verifik.flows).toHaveLength(1);
    });
  });

  test("for the flow's name before it loosens verification", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await answering(project, ["apply", "--yes"], []);
      await project.configure({ co: strict.replace("0.85", "0.6") });
      const loosen = (name: string) =>
        answering(project, ["apply", "--yes"], [["Type co to agree", `${name}\r`]]);
      expect(await loosen("yes")).toMatchObject({ code: 1 });
      expect(await loosen("co")).toMatchObject({ code: 0 });
      expect(project.verifik.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    });
  });

  const [up, down, enter] = ["\u001b[A", "\u001b[B", "\r"];
  const adoption = "co isn't in the lock.";

  test.each([
    ["stops unasked", enter, 1, ["paused"]],
    ["takes it over", `${down}${enter}`, 0, ["active"]],
    ["creates another", `${up}${enter}`, 0, ["paused", "active"]],
  ])(
    "whether a stored flow that is alike is the same, and %s",
    async (_what, keys, code, statuses) => {
      await inCliProject(async (project) => {
        await project.store({ type: "onboarding", project: projects.co, status: "paused" });
        await project.configure({ co: `flow().project("${projects.co}").status("active")` });
        const agreed = [adoption, keys] as const;
        const ended = await answering(
          project,
          ["apply", "--yes"],
          [agreed, ["Type co to agree", "co\r"]],
        );
        expect({
          ...ended,
          statuses: project.verifik.flows.map(({ status }) => status),
        }).toMatchObject({
          code,
          statuses,
          screen: expect.stringContaining("would change in 1 field"),
        });
        const lock = await project.read("verifik.lock.json").catch(() => "{}");
        const { environments } = JSON.parse(lock);
        expect(environments?.staging.co.id).toBe(
          code === 0 ? project.verifik.flows.at(-1)?._id : undefined,
        );
      });
    },
  );

  test("before it writes over what was changed on the server", async () => {
    await inCliProject(async (project) => {
      const { verifik } = project;
      await project.configure({ co: `flow().project("${projects.co}").status("draft")` });
      await project.run("apply --yes");
      const client = createClient({ baseUrl: verifik.url, token: verifik.token });
      await client.setStatus(verifik.flows[0]?._id as never, "paused");
      const { json } = await project.json("plan");
      expect(json.flows).toMatchObject([{ drift: ["status"] }]);
      const asked = (keys: string) =>
        answering(
          project,
          ["apply", "--approve", json.digest],
          [["Write over what was changed on the server, in co?", keys]],
        );
      expect(await asked(enter)).toMatchObject({ code: 1 });
      expect(verifik.flows).toMatchObject([{ status: "paused" }]);
      expect(await asked("y")).toMatchObject({ code: 0 });
      expect(verifik.flows).toMatchObject([{ status: "draft" }]);
    });
  });

  test("before it deletes, and only with --prune", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      await project.run("apply --yes");
      await project.configure({});
      const asked = (flags: readonly string[], keys: string) =>
        answering(project, ["apply", ...flags], [["Apply this to co?", keys]]);
      const unasked = await asked([], "y");
      expect(unasked).toMatchObject({ code: 0, screen: expect.stringContaining("nothing to do") });
      expect(await asked(["--prune"], enter)).toMatchObject({ code: 1 });
      expect(project.verifik.flows).toHaveLength(1);
      expect(await asked(["--prune"], "y")).toMatchObject({ code: 0 });
      expect(project.verifik.flows).toHaveLength(0);
    });
  });

  test("nobody in a pipeline, though it has a terminal", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      const { code, screen } = await answering(project, ["apply"], [], { CI: "true" });
      expect(code).toBe(1);
      expect(screen).toContain("--yes");
    });
  });
});

describe("on a terminal, init asks", () => {
  test("which environments there are, where they are, and which variables hold their tokens", async () => {
    await inCliProject(async (project) => {
      const { code } = await answering(
        project,
        ["init"],
        [
          ["Names of the environments", "staging, eu-1\r"],
          ["Base URL of staging", "https://verifik.example.com\r"],
          ["holds the token of staging", "STAGING_TOKEN\r"],
          ["Base URL of eu-1", "\r"],
          ["holds the token of eu-1", "\r"],
        ],
      );
      expect(code).toBe(0);
      const config = await project.read("verifik.config.ts");
      expect(config).toContain(
        `staging: { baseUrl: "https://verifik.example.com", token: { env: "STAGING_TOKEN" } },`,
      );
      expect(config).toContain(`"eu-1": { token: { env: "VERIFIK_EU_1_TOKEN" } },`);
      expect(await project.run("check")).toMatchObject({ code: 0 });
      expect(await project.run("plan")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("add --env staging or --env eu-1"),
      });
    });
  });

  test("again, with the reason, if an answer can't be used", async () => {
    await inCliProject(async (project) => {
      const [clear, enter] = ["\u0015", "\r"];
      const { code, screen } = await answering(
        project,
        ["init"],
        [
          ["Names of the environments", "a b!\r"],
          ["b! isn't a name", `${clear}a${enter}`],
          ["Base URL of a", "http://verifik.example.com\r"],
          ["must begin with https://", `${clear}https://verifik.example.com/v2${enter}`],
          ["ends in /v2", `${clear}${enter}`],
          ["holds the token of a", "e30.e30.s1g\r"],
          ["the token has no place in a file", `${clear}${enter}`],
        ],
      );
      expect({ code, screen }).toMatchObject({ code: 0 });
      const config = await project.read("verifik.config.ts");
      expect(config).toContain(`a: { token: { env: "VERIFIK_A_TOKEN" } },`);
    });
  });

  test("only what no option says, and pulls from the environment that was named", async () => {
    await inCliProject(async (project) => {
      await project.store({ type: "onboarding", project: projects.co });
      const options = ["--base-url", project.url, "--token-env", "STAGING_TOKEN"];
      const { code, screen } = await answering(
        project,
        ["init", "--pull", ...options],
        [["Name of the environment to pull from", "staging\r"]],
      );
      expect(code).toBe(0);
      expect(screen).not.toContain("Base URL");
      expect(await project.json("plan --env staging")).toMatchObject({
        code: 0,
        json: { summary: { unchanged: 1 } },
      });
    });
  });

  test("and writes nothing after Ctrl-C", async () => {
    await inCliProject(async (project) => {
      const { code } = await answering(
        project,
        ["init"],
        [["Names of the environments", "\u0003"]],
      );
      expect(code).toBe(1);
      await expect(project.read("verifik.config.ts")).rejects.toThrow("ENOENT");
    });
  });

  test.each([
    ["in a pipe", async (project) => project.run("init")],
    ["in a pipeline", async (project) => answering(project, ["init"], [], { CI: "true" })],
    ["for JSON", async (project) => answering(project, ["init", "--json"], [])],
  ] as const satisfies readonly (readonly [string, (project: CliProject) => Promise<object>])[])(
    "nobody %s, and writes what Enter would answer",
    async (_where, start) => {
      await inCliProject(async (project) => {
        expect(await start(project)).toMatchObject({ code: 0 });
        const silent = await project.read("verifik.config.ts");
        await rm(project.path("verifik.config.ts"));
        const enter = [
          ["Names of the environments", "\r"],
          ["Base URL of production", "\r"],
          ["holds the token of production", "\r"],
        ] as const;
        await answering(project, ["init"], enter);
        expect(silent).toBe(await project.read("verifik.config.ts"));
      });
    },
  );
});
