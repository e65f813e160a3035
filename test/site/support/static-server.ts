import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves a folder on loopback as static hosts do: `/page` is `page.html`, and what isn't there is `404.html`. */
export async function serveFolder(folder: string) {
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://127.0.0.1");
    const path = await fileAt(folder, pathname);
    const found = path ?? join(folder, "404.html");
    const type = types[extname(found)] ?? "application/octet-stream";
    response.writeHead(path ? 200 : 404, { "content-type": type }).end(await readFile(found));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The file that a path is served from. */
export async function fileAt(folder: string, pathname: string): Promise<string | undefined> {
  const path = join(folder, normalize(decodeURIComponent(pathname)));
  for (const candidate of [path, `${path}.html`, join(path, "index.html")]) {
    const isFile = await readFile(candidate).then(
      () => true,
      () => false,
    );
    if (isFile) return candidate;
  }
  return undefined;
}
