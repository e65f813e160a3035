import { readFile } from "node:fs/promises";
import { printFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { runModule } from "../support/run-module.js";

/** The blocks of a page in the language, in their order. */
async function blocks(page: string, language: string): Promise<readonly string[]> {
  const text = await readFile(page, "utf8");
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, marked, code = ""]) =>
    marked === language ? [code] : [],
  );
}

test("the page on printing shows what is printed of its sample", async () => {
  const [sample = ""] = await blocks("docs/printing.md", "json");
  const [, printed] = await blocks("docs/printing.md", "ts");
  expect(printed).toBe(printFlow(JSON.parse(sample)));
});

describe("the page on explaining", async () => {
  const [code = ""] = await blocks("docs/explaining.md", "ts");
  const { text, chart } = await runModule(code);

  test("shows the words for its sample", async () => {
    expect(await blocks("docs/explaining.md", "markdown")).toEqual([text]);
  });

  test("shows the chart of its sample", async () => {
    expect(await blocks("docs/explaining.md", "mermaid")).toEqual([chart]);
  });
});
