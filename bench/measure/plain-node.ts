import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { inFolder, root } from "../../measure/folder.js";

/** Makes JavaScript of modules of `bench` that uses the built package: `plan` from `plain/plan` is `plan.mjs`. */
export async function buildPlainly(
  modules: Readonly<Record<string, string>>,
  outdir: string,
): Promise<void> {
  const entries = Object.entries(modules);
  await build({
    entryPoints: Object.fromEntries(
      entries.map(([name, module]) => [name, join(root, "bench", `${module}.ts`)]),
    ),
    outdir,
    outExtension: { ".js": ".mjs" },
    tsconfigRaw: {}, // the paths of ours lead to the sources
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
  });
}

/**
 * What a script of `bench/plain` prints, as JSON. It runs in a process of its own, as JavaScript, with
 * the built package: the loader that runs TypeScript slows every `import()` down.
 */
export function runPlainly<Result>(script: string, ...args: readonly string[]): Promise<Result> {
  return inFolder(async (folder) => {
    const outfile = join(folder, `${script}.mjs`);
    await buildPlainly({ [script]: `plain/${script}` }, folder);
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, ...args], {
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(stdout);
  });
}
