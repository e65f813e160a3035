import { readdir, readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sidebar } from "../../site/.vitepress/sidebar.js";
import { violations } from "./support/axe.js";
import { hasBrowser } from "./support/browser.js";
import { builtPages, dist, openSite } from "./support/site.js";
import { fileAt } from "./support/static-server.js";

const pages = await builtPages();

/** What a reader can reach and what links can name, of a page that runs. */
interface Seen {
  readonly links: readonly string[];
  readonly ids: readonly string[];
  readonly title: string;
}

function look(page: Page): Promise<Seen> {
  return page.evaluate(() => ({
    links: [...document.querySelectorAll("a[href]")].map(
      (link) => (link as HTMLAnchorElement).href,
    ),
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    title: document.title,
  }));
}

describe.runIf(hasBrowser)("the site in a browser", () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  const seen = new Map<string, Seen>();

  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test.each(pages)(
    "%s opens without an error, and everybody can read it in light and dark",
    async (path) => {
      const { page, problems } = await site.newPage({ colorScheme: "light" });
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      const light = await violations(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.waitForFunction(() => document.documentElement.classList.contains("dark"));
      const dark = await violations(page, ["color-contrast"]);
      seen.set(path, await look(page));
      expect([...problems, ...light, ...dark].join("\n")).toBe("");
      await page.context().close();
    },
  );

  test("every link leads to a page and an anchor that are there", async () => {
    const dead: string[] = [];
    for (const [path, { links }] of seen) {
      for (const link of links) {
        const { origin, pathname, hash } = new URL(link);
        if (origin !== site.url) continue;
        const target = seen.get(pathname.replace(/(.)\/$/, "$1")) ?? seen.get(pathname);
        const anchor = decodeURIComponent(hash.slice(1));
        const there = target
          ? anchor === "" || anchor.startsWith("v1.") || target.ids.includes(anchor)
          : (await fileAt(dist, pathname)) !== undefined;
        if (!there) dead.push(`${path} links to ${pathname}${hash}`);
      }
    }
    expect(seen.size).toBe(pages.length);
    expect(dead.join("\n")).toBe("");
  });

  test("every code of an error has an anchor of its own", async () => {
    const documented = [
      ...(await readFile("docs/errors.md", "utf8")).matchAll(/^\| <a id="([A-Z_]+)">/gm),
    ];
    const { ids = [] } = seen.get("/errors") ?? {};
    expect(documented.length).toBeGreaterThan(20);
    expect(documented.map(([, code]) => code).filter((code) => !ids.includes(code ?? ""))).toEqual(
      [],
    );
  });

  test("a page that isn't there says so, and finds the way back", async () => {
    const { page } = await site.newPage();
    const response = await page.goto(`${site.url}/no-such-page`, { waitUntil: "networkidle" });
    expect(response?.status()).toBe(404);
    await page.getByRole("link", { name: "home page" }).click();
    await page.getByRole("heading", { level: 1, name: "Wrong values don't compile" }).waitFor();
    await page.context().close();
  });

  test.each([
    ["/errors", "compareMinScore", "document.compareMinScore"],
    ["/fields", "BAD_RESPONSE", "BAD_RESPONSE"],
    ["/es/", "emulador", "Primeros pasos"],
  ])("on %s, a search for %s finds %s", async (path, words, found) => {
    const { page, problems } = await site.newPage();
    await page.goto(site.url + path, { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill(words);
    await page.getByRole("option").filter({ hasText: found }).first().waitFor();
    await page.context().close();
    expect(problems).toEqual([]);
  });

  test("what the compiler says of a name can be read by keyboard", async () => {
    const { page } = await site.newPage();
    await page.goto(`${site.url}/literals-and-guards`, { waitUntil: "networkidle" });
    await page.locator(".vp-doc pre.twoslash").first().focus();
    const said = page.locator(".twoslash-floating.v-popper__popper--shown");
    await page.keyboard.press("Enter");
    await said.filter({ hasText: "const CompareScore: RangeGuard" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await said.filter({ hasText: "function refine(document: DocumentSection" }).waitFor();
    await page.keyboard.press("Escape");
    await said.waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("PRE");
    await page.context().close();
  });

  test("a reader who copies a sample gets its lines, without the sentence", async () => {
    const { page } = await site.newPage();
    await page.goto(`${site.url}/literals-and-guards`, { waitUntil: "networkidle" });
    const sample = page.locator(".vp-doc pre.twoslash").first();
    const copied = await sample.evaluate((element) => {
      const clone = element.cloneNode(true) as HTMLElement;
      for (const ignored of clone.querySelectorAll(".vp-copy-ignore")) ignored.remove();
      return clone.textContent;
    });
    expect(copied).toContain("document.minScore(0.4);\n  document.minScore(score);\n");
    await page.context().close();
  });

  test("a phone shows the whole sentence under a line that the compiler refuses", async () => {
    const { page } = await site.newPage({ viewport: { width: 375, height: 700 } });
    await page.goto(`${site.url}/literals-and-guards`, { waitUntil: "networkidle" });
    const boxes = await page
      .locator(".twoslash-error-line")
      .evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().right));
    expect(boxes.length).toBeGreaterThan(1);
    for (const right of boxes) expect(right).toBeLessThanOrEqual(375);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(375);
    await page.context().close();
  });
});

test("no page may ask another host for anything", async () => {
  for (const path of pages) {
    const html = await readFile(
      `${dist}${path.endsWith("/") ? `${path}index` : path}.html`,
      "utf8",
    );
    expect(html, path).toContain("default-src 'self'; script-src 'self'");
  }
});

test("llms.txt lists every page of the sidebar, and each is there as text", async () => {
  const index = await readFile(`${dist}/llms.txt`, "utf8");
  const links = [...index.matchAll(/\]\((\/[^)]+\.md)\)/g)].map(([, link = ""]) => link);
  const readable = sidebar.flatMap(({ items }) => items.map(({ link }) => `${link}.md`));
  expect(links).toEqual(readable.filter((link) => link !== "/playground.md"));
  const full = await readFile(`${dist}/llms-full.txt`, "utf8");
  for (const link of links) expect(full).toContain(await readFile(dist + link, "utf8"));
});

test("the sidebar leads to every page of docs", async () => {
  const links = sidebar.flatMap(({ items }) => items.map(({ link }) => link));
  const docs = (await readdir("docs")).map((name) => `/${name.replace(/\.md$/, "")}`);
  expect(docs.filter((page) => !links.includes(page))).toEqual([]);
  expect(new Set(links).size).toBe(links.length);
});
