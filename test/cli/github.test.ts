import { describe, expect, test } from "vitest";
import { type CliProject, inCliProject } from "../support/cli-project.js";

const names = Array.from({ length: 13 }, (_, index) => `flow${index + 10}`);
const projectOf = (name: string) => `507f1f77bcf86cd7994390${name.slice(-2)}`;

function flowsWith(settings: (name: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [name, `flow().project("${projectOf(name)}")${settings(name)}`]),
  );
}

const scored = (score: number) => `.document((document) => document.minScore(${score}))`;

/** The annotations, and what is below them in the summary of the step. */
async function annotated(project: CliProject, args: string) {
  await project.write("summary.md", "before\n");
  const env = { GITHUB_STEP_SUMMARY: project.path("summary.md") };
  const { code, stdout } = await project.run(`${args} --format github`, env);
  return { code, lines: stdout.trimEnd().split("\n"), summary: await project.read("summary.md") };
}

describe("annotations of GitHub", () => {
  test("show at most ten flows of a plan, what loosens first, and the rest in the summary", async () => {
    await inCliProject(async (project) => {
      await project.configure(flowsWith(() => scored(0.85)));
      await project.run("apply --yes");
      const isLoosened = (name: string) => name > "flow19"; // the last three
      await project.configure(flowsWith((name) => scored(isLoosened(name) ? 0.6 : 0.9)));
      const { code, lines, summary } = await annotated(project, "plan");
      expect(code).toBe(2);
      expect(lines).toHaveLength(10);
      expect(lines.map((line) => line.split(" ")[0])).toEqual([
        ...Array.from({ length: 3 }, () => "::error"),
        ...Array.from({ length: 7 }, () => "::notice"),
      ]);
      expect(lines[0]).toBe(
        "::error file=verifik.config.mjs,title=staging flow20%3A change::document.minScore  0.85 -> 0.6 loosens",
      );
      expect(lines[9]).toContain("::4 more: see the summary of the step");
      expect(summary).toMatch(/^before\n<!-- verifik-flow plan staging -->/);
      for (const name of names) expect(summary).toContain(`**${name}**: change`);
    });
  });

  test("show a plan of ten flows whole", async () => {
    await inCliProject(async (project) => {
      const ten = Object.entries(flowsWith(() => "")).slice(0, 10);
      await project.configure(Object.fromEntries(ten));
      const { lines } = await annotated(project, "plan");
      expect(lines.filter((line) => line.includes("create"))).toHaveLength(10);
    });
  });

  test("show at most ten findings of a check, errors first", async () => {
    await inCliProject(async (project) => {
      const listless = `.security((security) => security.source("CSV").strategy("blacklist"))`;
      await project.configure(flowsWith(() => `.status("active")${listless}`));
      const { json } = await project.json("check");
      const severities = json.findings.map(({ severity }: { severity: string }) => severity);
      expect(severities.length).toBeGreaterThan(10);
      const { code, lines, summary } = await annotated(project, "check");
      expect(code).toBe(2);
      expect(lines).toHaveLength(10);
      const levels = ["::error", "::warning", "::notice"];
      const ranks = lines.map((line) => levels.indexOf(line.split(" ")[0] ?? ""));
      expect(ranks).toEqual(ranks.toSorted());
      expect(lines[9]).toContain(`::${severities.length - 9} more: see the summary`);
      for (const name of names) expect(summary).toContain(`| ${name} |`);
    });
  });

  test("need no summary elsewhere", async () => {
    await inCliProject(async (project) => {
      await project.configure(flowsWith(() => ""));
      expect(await project.run("plan --format github")).toMatchObject({ code: 2 });
    });
  });
});
