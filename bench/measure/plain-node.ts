import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { inFolder, root } from "../../measure/folder.js";

/**
 * What a script of `bench/plain` prints, as JSON. It runs in a process of its own, as JavaScript, with
 * the built package: the loader that runs TypeScript slows every `import()` down.
 */
export function runPlainly<Result>(script: string, ...args: readonly string[]): Promise<Result> {
  return inFolder(async (folder) => {
    const outfile = join(folder, `${script}.mjs`);
    await build({
      entryPoints: [join(root, "bench/plain", `${script}.ts`)],
      outfile,
      tsconfigRaw: {}, // the paths of ours lead to the sources
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
    });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, ...args], {
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(stdout);
  });
}
