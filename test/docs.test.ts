import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { fieldReference } from "../scripts/field-reference.js";
import { bodyFields } from "../src/table/fields.js";
import { compile } from "./support/compile.js";

const pages = ["README.md", ...(await readdir("docs")).map((name) => `docs/${name}`)];
const texts = await Promise.all(pages.map((page) => readFile(page, "utf8")));
const blocks = texts.flatMap((text, index) =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => [pages[index], code] as const),
);

describe("the documentation", () => {
  test.each(blocks)("%s compiles: %s", async (_page, code) => {
    expect(await compile("TypeScript 7.0", code)).toEqual([]);
  });

  test("has a field reference that is up to date; `npm run docs` makes it", async () => {
    expect(await readFile("docs/fields.md", "utf8")).toBe(fieldReference());
  });

  test("names in a range's comment the bounds that its guard keeps", () => {
    const { document, liveness } = bodyFields.onboardingSettings.fields;
    const rows = fieldReference().split("\n");
    for (const { fields } of [document, liveness]) {
      for (const [name, field] of Object.entries(fields)) {
        if (field.kind !== "guarded") continue;
        const row = rows.find(
          (row) => row.includes(`| \`${name}\` |`) && row.includes(field.wire ?? name),
        );
        expect(row?.split(field.expected), name).toHaveLength(3);
      }
    }
  });

  test("has a row for every code of a SubmitError", async () => {
    const source = await readFile("src/submit-error.ts", "utf8");
    const codes = [...source.matchAll(/^ {2}\| "([A-Z_]+)"/gm)].map(([, code]) => code);
    const documented = [
      ...(await readFile("docs/errors.md", "utf8")).matchAll(/^\| `([A-Z_]+)`/gm),
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
