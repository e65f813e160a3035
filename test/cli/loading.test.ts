import { cp, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../measure/folder.js";
import { bin, inCliProject, projects, said } from "../support/cli-project.js";

const co = `flow().project("${projects.co}").document((document) => document.minScore(0.85))`;

describe("the configuration", () => {
  test("may be TypeScript in a CommonJS package that has a copy of the library of its own", async () => {
    await inCliProject(async (project) => {
      const own = project.path("node_modules/verifik-flow");
      await rm(own);
      await mkdir(own);
      await cp(join(root, "dist"), join(own, "dist"), { recursive: true });
      await cp(join(root, "package.json"), join(own, "package.json"));
      await symlink(join(root, "node_modules"), join(own, "node_modules"));
      await project.write("package.json", '{ "type": "commonjs" }');
      await project.configure({ co: `${co} as object` }, "verifik.config.ts");
      expect(await project.run("check")).toMatchObject({ code: 0 });
      expect(await project.run("apply --yes")).toMatchObject({ code: 0 });
      expect(project.verifik.flows).toHaveLength(1);
    });
  });

  test("may be JSON, and a flow may depend on the environment", async () => {
    await inCliProject(async (project) => {
      const body = { type: "onboarding", project: projects.co, status: "paused" };
      const environments = { dev: { token: { env: "T" } }, prod: { token: { env: "T" } } };
      await project.write(
        "verifik.config.json",
        JSON.stringify({ environments, flows: { co: body } }),
      );
      expect(await project.run("check")).toMatchObject({ code: 0 });
      expect(await project.run("show co")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("add --env dev or --env prod"),
      });
      await project.write(
        "other.mjs",
        `export default { environments: ${JSON.stringify(environments)},
          flows: { co: ({ name }) => ({ ...${JSON.stringify(body)}, status: name === "prod" ? "active" : "draft" }) } };`,
      );
      for (const [name, status] of [
        ["dev", "draft"],
        ["prod", "active"],
      ] as const) {
        const { json } = await project.json(`show co --as json --config other.mjs --env ${name}`);
        expect(JSON.parse(json.text).status).toBe(status);
      }
    });
  });

  test("that throws is named with its line", async () => {
    await inCliProject(async (project) => {
      await project.write("verifik.config.mjs", "\n\nthrow new Error('no database');\n");
      const { json } = await project.json("check");
      expect(json.error).toMatchObject({
        code: "CONFIG_UNREADABLE",
        message: expect.stringMatching(
          /verifik\.config\.mjs can't be loaded: no database \(line 3\)/,
        ),
      });
    });
  });
});

describe("what is shown", () => {
  test.each([
    ["words", "# What an applicant goes through"],
    ["diagram", "flowchart TD"],
    ["code", "export const onboarding = flow()"],
  ])("as %s", async (form, text) => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      const { code, stdout } = await project.run(`show co --as ${form}`);
      expect(code).toBe(0);
      expect(stdout).toContain(text);
    });
  });

  test("as findings beside a pull request", async () => {
    await inCliProject(async (project) => {
      await project.configure({
        co: `flow().project("${projects.co}").status("active").security((security) => security.source("CSV").strategy("blacklist"))`,
      });
      const { code, stdout } = await project.run("check --format github");
      expect(code).toBe(2);
      expect(stdout).toMatch(
        /^::(error|warning) file=verifik\.config\.mjs,title=co%3A CSV_WITHOUT_LIST::/m,
      );
    });
  });

  test("as a comment on a pull request, loosening first", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co, mx: `loginFlow().project("${projects.mx}")` });
      await project.run("apply --yes");
      await project.configure({
        co: co.replace("0.85", "0.6"),
        mx: `loginFlow().project("${projects.mx}").status("paused")`,
      });
      const { stdout } = await project.run("plan --format markdown");
      expect(stdout).toContain("<!-- verifik-flow plan staging -->");
      expect(stdout).toContain("| `document.minScore` | 0.85 | 0.6 | **loosens** |");
      expect(stdout.indexOf("This loosens verification")).toBeLessThan(stdout.indexOf("**mx**"));
      expect(stdout).toContain("```mermaid");
    });
  });

  test("by the emulator that the command starts", async () => {
    await inCliProject(async (project) => {
      const child = project.start(["emulator"]);
      const ended = said(child);
      const url = await new Promise<string>((resolve) => {
        child.stdout?.on("data", (chunk) => {
          const [found] = /http:\S+/.exec(String(chunk)) ?? [];
          if (found) resolve(found);
        });
      });
      expect((await fetch(`${url}/v2/project-flows`)).status).toBe(401);
      child.kill("SIGTERM");
      expect(await ended).toMatchObject({ code: 143 });
    });
  });
});

test("--help loads nothing but the parser of arguments", async () => {
  const source = await readFile(bin, "utf8");
  const loaded = [...source.matchAll(/^import .*?"([^"]+)";$/gm)].map(([, name]) => name);
  expect(loaded.toSorted()).toEqual(["commander", "node:fs/promises"]);
});
