import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inFolder, root } from "./folder.js";

/** The compilers of a user, by the names under which they are installed here. */
export const compilers = {
  "TypeScript 7.0": "typescript",
  "TypeScript 6.0": "typescript-6.0",
  "TypeScript 5.9": "typescript-5.9",
} as const;

export type Compiler = keyof typeof compilers;
export const compilerNames = Object.keys(compilers) as readonly Compiler[];

const compilerOptions = {
  strict: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023", "esnext.disposable", "dom"],
  types: ["node"],
  noEmit: true,
  skipLibCheck: true,
};

/** What a compiler prints of a module that imports the built package, as a user's module does. */
export function runCompiler(
  compiler: Compiler,
  source: string,
  ...options: readonly string[]
): Promise<string> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, "module.ts"), source);
    const project = { compilerOptions, files: ["module.ts"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
    const tsc = join(root, "node_modules", compilers[compiler], "bin/tsc");
    const args = [tsc, "-p", folder, "--pretty", "false", ...options];
    return new Promise((resolve) => {
      execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (_error, output) => resolve(output));
    });
  });
}

/** What a compiler says of its own work. */
export interface CompilerCost {
  readonly instantiations: number;
  /** In seconds. */
  readonly checkTime: number;
}

/** Rejects with what is printed if the module does not compile. */
export async function compilerCost(compiler: Compiler, source: string): Promise<CompilerCost> {
  const output = await runCompiler(compiler, source, "--extendedDiagnostics");
  if (/error TS\d+/.test(output)) throw new Error(output);
  return {
    instantiations: diagnostic(output, "Instantiations"),
    checkTime: diagnostic(output, "Check time"),
  };
}

function diagnostic(output: string, name: string): number {
  const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output) ?? [];
  if (value === undefined) throw new Error(`the compiler does not print its ${name}`);
  return Number(value);
}
