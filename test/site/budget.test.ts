import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser } from "./support/browser.js";
import { dist, openSite } from "./support/site.js";
import { fileAt } from "./support/static-server.js";

const kB = 1000;

async function compressed(path: string): Promise<number> {
  return gzipSync(await readFile(path), { level: 9 }).length;
}

describe.runIf(hasBrowser)("what a reader loads", () => {
  let site: Awaited<ReturnType<typeof openSite>>;

  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  /** Without what is fetched ahead for the pages that are linked, after this one is there. */
  async function load(path: string) {
    const { page, requests } = await site.newPage();
    await page.goto(site.url + path, { waitUntil: "load" });
    const loaded = [...new Set(requests)].map((url) => new URL(url).pathname);
    await page.context().close();
    const files = await Promise.all(loaded.map((path) => fileAt(dist, path)));
    const bytes = await Promise.all(files.map((file) => (file ? compressed(file) : 0)));
    return { requests: loaded, bytes: bytes.reduce((sum, each) => sum + each, 0) };
  }

  test.each([
    ["/", 150 * kB, 10],
    ["/es/", 150 * kB, 10],
    ["/getting-started", 150 * kB, 12],
    ["/errors", 150 * kB, 12],
  ])("%s takes at most %d bytes and %d requests", async (path, bytes, requests) => {
    const loaded = await load(path);
    expect(loaded.bytes, loaded.requests.join("\n")).toBeLessThanOrEqual(bytes);
    expect(loaded.requests.length, loaded.requests.join("\n")).toBeLessThanOrEqual(requests);
    expect(
      loaded.requests.filter((path) => /compiler|runner|types|editor|mermaid/i.test(path)),
    ).toEqual([]);
  });
});

test.each([
  ["compiler", 1060 * kB],
  ["runner", 75 * kB],
  ["types", 90 * kB],
  ["chunks/editor", 170 * kB],
])("the playground's %s takes at most %d bytes", async (name, bytes) => {
  const folder = `${dist}/assets${name.includes("/") ? "/chunks" : ""}`;
  const prefix = `${name.replace("chunks/", "")}.`;
  const found = (await readdir(folder)).filter((file) => file.startsWith(prefix));
  expect(found).toHaveLength(1);
  expect(await compressed(`${folder}/${found[0]}`)).toBeLessThanOrEqual(bytes);
});
