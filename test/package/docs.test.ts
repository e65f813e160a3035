import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { generatedFiles } from "../../scripts/reference.js";
import { descriptions } from "../../src/flows/descriptions.js";
import { flowTypes } from "../../src/flows/types.js";
import { walk } from "../../src/model/walk.js";
import { compile } from "../support/compile.js";

const docs = (await readdir("docs")).map((name) => `docs/${name}`);
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...docs];
const texts = await Promise.all(pages.map((page) => readFile(page, "utf8")));
const blocks = texts.flatMap((text, index) =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => [pages[index], code] as const),
);

describe("the documentation", () => {
  test.each(blocks)("%s compiles: %s", async (_page, code) => {
    expect(await compile("TypeScript 7.0", code)).toEqual([]);
  });

  test.each(Object.entries(generatedFiles()))(
    "has %s up to date; `npm run docs:reference` makes it",
    async (path, text) => {
      expect(await readFile(path, "utf8")).toBe(text);
    },
  );

  test("knows every flow type that has a table", async () => {
    const folders = await readdir("src/flows", { withFileTypes: true });
    const named = folders.filter((entry) => entry.isDirectory() && entry.name !== "shared");
    const listed: readonly string[] = flowTypes.map(({ type }) => type);
    expect(listed.toSorted()).toEqual(named.map(({ name }) => name).toSorted());
  });

  test("has a sentence for every row, of every flow type", () => {
    for (const { type, rows } of flowTypes) {
      walk(rows, ({ bodyPath, row }) => {
        if (row.kind !== "group") expect(descriptions[type]?.[bodyPath], bodyPath).toMatch(/\.$/);
      });
    }
  });

  test("names in a range's comment the bounds that its row keeps", () => {
    const page = generatedFiles()["docs/fields.md"]?.split("\n") ?? [];
    let ranges = 0;
    for (const { rows } of flowTypes) {
      walk(rows, ({ bodyPath, name, row }) => {
        const bounds =
          row.kind === "decimal" || (row.kind === "integer" && name !== "version")
            ? row.guard.expected
            : row.kind === "records" && `at most ${row.most}`;
        if (!bounds) return;
        ranges += 1;
        const line = page.find(
          (line) => line.includes(`| \`${bodyPath}\` | `) && line.includes(bounds),
        );
        expect(line?.split(bounds), bodyPath).toHaveLength(3);
      });
    }
    expect(ranges).toBe(9);
  });

  test("has a row for every code of an error", async () => {
    const sources = ["http/ending", "client/options", "client/request-error"].map(
      (name) => `src/${name}.ts`,
    );
    const source = (await Promise.all(sources.map((path) => readFile(path, "utf8")))).join("");
    const codes = [...source.matchAll(/^ {2}\| "([A-Z_]+)"/gm)].map(([, code]) => code);
    const documented = [
      ...(await readFile("docs/errors.md", "utf8")).matchAll(/^\| <a id="([A-Z_]+)"><\/a>`\1`/gm),
    ];
    expect(documented.map(([, code]) => code).sort()).toEqual(codes.sort());
    expect(codes.length).toBeGreaterThan(20);
  });

  test("links to pages that are there", () => {
    for (const [index, text] of texts.entries()) {
      const folder = pages[index]?.startsWith("docs/") ? "docs/" : "";
      for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) {
        expect(pages).toContain(`${folder}${target}`);
      }
    }
  });
});
