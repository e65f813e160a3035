import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./browser.js";
import { serveFolder } from "./static-server.js";

export const dist = "site/dist";

if (!existsSync(join(dist, "index.html"))) {
  throw new Error("the site isn't built: run `npm run docs:build`");
}

/** The addresses of every page that was built: `/`, `/errors`, `/es/getting-started`. */
export async function builtPages(): Promise<readonly string[]> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  return entries
    .filter(({ name }) => name.endsWith(".html"))
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .filter((path) => path !== "runner.html" && path !== "404.html")
    .map((path) => `/${path.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "")}`)
    .sort();
}

/** The built site on loopback, and a browser on it. */
export async function openSite() {
  const server = await serveFolder(dist);
  const browser = await launchBrowser();
  return {
    url: server.url,
    /** A page in a profile of its own, and what goes wrong on it. */
    async newPage(options?: BrowserContextOptions) {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      return { page, ...watched(page, server.url) };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** What a reader would find in the console, and every request, with those to elsewhere. */
function watched(page: Page, url: string) {
  const problems: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("requestfailed", (request) => {
    // What the page gave up by itself: the frame or the script of a run that was stopped, or all when it's left.
    const isGivenUp = request.failure()?.errorText === "net::ERR_ABORTED";
    if (!isGivenUp) problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => {
    requests.push(request.url());
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`)) {
      problems.push(`asked another host: ${request.url()}`);
    }
  });
  return { problems, requests };
}
