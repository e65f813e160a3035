import { spawn } from "@lydell/node-pty";
import { describe, expect, test } from "vitest";
import { bin, type CliProject, inCliProject, projects } from "../support/cli-project.js";

const strict = `flow().project("${projects.co}").document((document) => document.minScore(0.85))`;

/** Answers each question, in a real terminal. */
async function answering(
  { folder, verifik }: CliProject,
  args: readonly string[],
  answers: readonly (readonly [question: string, keys: string])[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly screen: string }> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    TERM: "xterm",
    STAGING_TOKEN: verifik.token,
    ...more,
  };
  const terminal = spawn(process.execPath, [bin, ...args], { cwd: folder, env, cols: 200 });
  let screen = "";
  let answered = 0;
  terminal.onData((data) => {
    screen += data;
    const [question, keys] = answers[answered] ?? [];
    if (question === undefined || keys === undefined || !screen.includes(question)) return;
    answered += 1;
    terminal.write(keys);
  });
  const code = await new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  return { code, screen };
}

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

  test("nobody in a pipeline, though it has a terminal", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co: strict });
      const { code, screen } = await answering(project, ["apply"], [], { CI: "true" });
      expect(code).toBe(1);
      expect(screen).toContain("--yes");
    });
  });
});
