import { type Compiler, runCompiler } from "../../measure/compiler.js";

export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly explanation: readonly string[];
}

/** What a compiler says of a module that imports the built package, as a user's module does. */
export async function compile(compiler: Compiler, source: string): Promise<readonly Diagnostic[]> {
  return parse(await runCompiler(compiler, source));
}

/** One diagnostic a line; those that follow it, indented, explain it. */
function parse(output: string): readonly Diagnostic[] {
  const diagnostics: (Diagnostic & { explanation: string[] })[] = [];
  for (const line of output.split("\n").filter(Boolean)) {
    const [, row, column, message] = /^.*module\.ts\((\d+),(\d+)\): error (TS.*)$/.exec(line) ?? [];
    if (message !== undefined) {
      diagnostics.push({ line: Number(row), column: Number(column), message, explanation: [] });
    } else if (line.startsWith(" ")) diagnostics.at(-1)?.explanation.push(line.trim());
    else throw new Error(`the compiler failed: ${line}`);
  }
  return diagnostics;
}
