import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inFolder, root } from "./folder.js";

/** Compilers, by the names under which they are installed here. */
const compilers = {
  "TypeScript 7.0": "typescript",
  "TypeScript 6.0": "typescript-6.0",
  "TypeScript 5.9": "typescript-5.9",
} as const;

export type Compiler = keyof typeof compilers;
export const compilerNames = Object.keys(compilers) as readonly Compiler[];

/** What a compiler says of its own work. */
export interface CompilerCost {
  readonly instantiations: number;
  /** In seconds. */
  readonly checkTime: number;
}

const compilerOptions = {
  strict: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023", "esnext.disposable", "dom"],
  types: ["node"],
  noEmit: true,
  skipLibCheck: true,
};

/** Checks a module that imports the built package. Rejects with what is printed if it does not compile. */
export function compilerCost(compiler: Compiler, source: string): Promise<CompilerCost> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, "module.ts"), source);
    const project = { compilerOptions, files: ["module.ts"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
    const tsc = join(root, "node_modules", compilers[compiler], "bin/tsc");
    const args = [tsc, "-p", folder, "--extendedDiagnostics"];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return {
      instantiations: diagnostic(stdout, "Instantiations"),
      checkTime: diagnostic(stdout, "Check time"),
    };
  });
}

function diagnostic(output: string, name: string): number {
  const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output) ?? [];
  if (value === undefined) throw new Error(`the compiler does not print its ${name}`);
  return Number(value);
}
