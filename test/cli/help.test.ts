import { describe, expect, test } from "vitest";
import { inCliProject } from "../support/cli-project.js";

const commands = ["init", "check", "plan", "apply", "pull", "show", "lock resolve", "emulator"];

describe("the help of a command", () => {
  test.each(commands)(
    "%s has an example of each of its options, and only of those",
    async (name) => {
      await inCliProject(async (project) => {
        const { code, stdout } = await project.run(`${name} --help`);
        expect(code).toBe(0);
        const [options = "", examples = ""] = stdout.split("\nExamples:\n");
        const listed = [...options.matchAll(/^ +(?:-h, )?--([\w-]+)/gm)].map(
          ([, option]) => option,
        );
        const shown = new Set([...examples.matchAll(/ --([\w-]+)/g)].map(([, option]) => option));
        expect([...shown].toSorted()).toEqual(listed.filter((one) => one !== "help").toSorted());
        for (const line of examples.trim().split("\n")) {
          expect(line).toMatch(new RegExp(`^ *verifik-flow ${name}( |$)`));
        }
      });
    },
  );

  test("names every command", async () => {
    await inCliProject(async (project) => {
      const { stdout } = await project.run("--help");
      const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, command]) => command);
      const named = commands.map((name) => name.split(" ")[0]);
      expect(listed.filter((one) => one !== "help")).toEqual(named);
    });
  });
});
