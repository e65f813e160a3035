import { type Compiler, runCompiler } from "../../measure/compiler.js";

export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a compiler says of a module that imports the built package, as a user's module does. */
export async function compile(compiler: Compiler, source: string): Promise<readonly Diagnostic[]> {
  return parse(await runCompiler(compiler, source));
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
