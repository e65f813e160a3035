import { readFile, rm } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { root } from "../../measure/folder.js";
import { startAlteringProxy } from "../support/altering-proxy.js";
import { inCliProject, projects, said } from "../support/cli-project.js";

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
type Json = any;

/** What `docs/command.md` says of a format: its outcomes, its fields, and those of what is in them. */
interface Documented {
  readonly outcomes: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

const wordsIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");

async function documentedFormats(): Promise<ReadonlyMap<string, Documented>> {
  const page = await readFile(`${root}/docs/command.md`, "utf8");
  const lines = page.matchAll(/^\| `(verifik-flow\/\w+)` \| (.*?) \| (.*)\|$/gm);
  return new Map(
    [...lines].map(([, format = "", outcomes = "", fields = ""]) => {
      const each = fields.matchAll(/`(\w+)`(?: \(([^)]*)\))?/g);
      const entries = [...each].map(([, name = "", inner = ""]) => [name, wordsIn(inner)]);
      return [format, { outcomes: wordsIn(outcomes), fields: Object.fromEntries(entries) }];
    }),
  );
}

const co = `flow().project("${projects.co}").document((document) => document.minScore(0.85))`;
const blacklist = `flow().project("${projects.mx}").security((security) => security.source("CSV").strategy("blacklist"))`;

/** Everything that the commands printed, in one life of a project. */
async function printed(): Promise<readonly Json[]> {
  const all: Json[] = [];
  await inCliProject(
    async (project) => {
      const keep = async (args: string) => {
        const { json } = await project.json(args);
        all.push(json);
      };
      await keep("init");
      await rm(project.path("verifik.config.ts"));
      await keep("check"); // there's no configuration
      let twin = false;
      let [asked, held] = [() => {}, Promise.resolve()];
      await using proxy = await startAlteringProxy(project.verifik.url, {
        show: (flow) => (flow["project"] === projects.pe ? { ...flow, type: "" } : flow),
        async meanwhile(method) {
          asked();
          await held;
          if (method !== "POST" || !twin) return;
          twin = false;
          await project.store({ type: "onboarding", project: projects.co });
        },
      });
      project.url = proxy.url;
      await project.configure({ co, mx: blacklist });
      await keep("check");
      await keep("plan");
      await keep("plan --fail-on drift");
      await keep("apply");
      await keep("plan --out plan.json");
      project.verifik.fail({ status: 400, method: "POST" });
      await keep("apply --yes");
      twin = true;
      await keep("apply --yes");
      await keep("apply --yes");
      await keep("apply plan.json --yes");
      await project.configure({ co });
      await keep("check");
      await keep("show co --as code");
      await keep("lock resolve");
      await project.store({ type: "onboarding", project: projects.pe });
      await keep("pull --all");
      await keep("pull");
      await project.configure({ co: co.replace("0.85", "0.9") });
      const isBusy = new Promise<void>((resolve) => {
        asked = resolve;
      });
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      const first = said(project.start(["apply", "--yes", "--json"]));
      await isBusy;
      await keep("apply --yes");
      release();
      all.push(JSON.parse((await first).stdout));
      const emulator = project.start(["emulator", "--json"]);
      const ended = said(emulator);
      emulator.stderr?.once("data", () => emulator.kill("SIGTERM"));
      all.push(JSON.parse((await ended).stdout));
    },
    { delay: 40 },
  );
  return all;
}

const documented = await documentedFormats();
const all = await printed();

describe("what --json prints, against docs/command.md", () => {
  test("has a documented format, a version and one of the documented outcomes, each of which occurs", () => {
    const seen = all.map(({ format, formatVersion, outcome }) => {
      expect(formatVersion).toBe("1.0");
      return `${format} ${outcome}`;
    });
    const expected = [...documented].flatMap(([format, { outcomes }]) =>
      outcomes.map((outcome) => `${format} ${outcome}`),
    );
    expect([...new Set(seen)].toSorted()).toEqual(expected.toSorted());
  });

  test.each([...documented])("%s has the documented fields and no others", (format, { fields }) => {
    const own = all.filter((json) => json.format === format);
    expect(own).not.toEqual([]);
    const names = ["format", "formatVersion", "outcome", ...Object.keys(fields)];
    for (const json of own) expect(Object.keys(json).toSorted()).toEqual(names.toSorted());
    for (const [name, inner] of Object.entries(fields)) {
      if (inner.length === 0) continue;
      const found = new Set(own.flatMap((json) => [json[name]].flat().flatMap(Object.keys)));
      expect([...found].toSorted(), name).toEqual(inner.toSorted());
    }
  });

  test("says of each flow of an apply what became of it", () => {
    const flows = all.flatMap(({ format, flows }) =>
      format === "verifik-flow/apply" ? flows : [],
    );
    const pairs = flows.map(({ result, outcome }: Json) => `${result}: ${outcome}`);
    expect([...new Set(pairs)].toSorted()).toEqual([
      "done: applied",
      "failed: rejected",
      "not begun: not-sent",
    ]);
  });
});
