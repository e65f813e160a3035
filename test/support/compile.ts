import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The compilers of a user, by the names under which they are installed here. */
export const compilers = {
  "TypeScript 5.9": "typescript-5.9",
  "TypeScript 6.0": "typescript-6.0",
  "TypeScript 7.0": "typescript",
} as const;

export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const root = join(import.meta.dirname, "../..");
const options = {
  strict: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023", "esnext.disposable", "dom"],
  types: ["node"],
  noEmit: true,
  skipLibCheck: true,
};

/** What a compiler says of a module that imports the built package, as a user's module does. */
export async function compile(
  compiler: (typeof compilers)[keyof typeof compilers],
  source: string,
): Promise<readonly Diagnostic[]> {
  const folder = await mkdtemp(join(root, ".compile-"));
  try {
    await writeFile(join(folder, "module.ts"), source);
    const project = { compilerOptions: options, files: ["module.ts"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
    const tsc = join(root, "node_modules", compiler, "bin/tsc");
    return parse(await run([tsc, "-p", folder, "--pretty", "false"]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (_error, output) => resolve(output));
  });
}

/** One diagnostic a line; what follows it, indented, explains it and is left out. */
function parse(output: string): readonly Diagnostic[] {
  const lines = output.split("\n").filter((line) => line !== "" && !line.startsWith(" "));
  return lines.map((line) => {
    const [, row, column, message] = /^.*module\.ts\((\d+),(\d+)\): error (TS.*)$/.exec(line) ?? [];
    if (message === undefined) throw new Error(`the compiler failed: ${line}`);
    return { line: Number(row), column: Number(column), message };
  });
}
