import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { libraryTypes } from "./library-types.js";

const site = join(import.meta.dirname, "..");
const folder = join(site, "generated");

/** Builds what the playground loads beside the page: the compiler, the library, and its types. */
export async function writeAssets(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await Promise.all([script("compiler"), script("runner")]);
  writeFileSync(join(folder, "types.json"), JSON.stringify(libraryTypes()));
}

function script(name: string): Promise<unknown> {
  return build({
    entryPoints: [join(site, `play/${name}/worker.ts`)],
    outfile: join(folder, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    external: ["node:http", "path"], // Asked for by what a browser never calls.
    tsconfigRaw: "{}",
  });
}
