import { dirname } from "node:path";
import { createTwoslasher, type TwoslashReturn } from "twoslash";
import ts from "typescript";
import { sentenceIn } from "../play/compiler/sentence.js";

const expectation = /^[ \t]*\/\/ @ts-expect-error\b(?: "(.*)")?[^\n]*\n/;

/** A link of a docstring, as twoslash joins its parts: each on a line of its own. */
const link = /\n\{@link \n(\S+) ?\n\}\n/g;

const compile = createTwoslasher({
  tsModule: ts as never,
  tsLibDirectory: dirname(ts.sys.getExecutingFilePath()),
  vfsRoot: import.meta.dirname,
  compilerOptions: {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: ["node"],
  },
  handbookOptions: { noErrorValidation: true },
});

/**
 * Compiles a sample against the built package. Every `// @ts-expect-error "a sentence"` becomes that sentence
 * under the next line, and throws if the compiler says something else there, or says something elsewhere.
 */
export function compileSample(code: string): TwoslashReturn {
  const { sample, expected } = withoutExpectations(code);
  const [directive] =
    /@ts-(?:expect-error|ignore|nocheck)|^\s*\/\/ (?:@\w|---cut).*/m.exec(sample) ?? [];
  if (directive) throw new Error(`${directive} would hide what the compiler says, in:\n${code}`);
  const compiled = compile(sample, "ts");
  const problems: string[] = [];
  for (const error of compiled.errors) {
    const sentence = expected.get(error.line);
    error.text = sentenceIn(error.text);
    if (error.text !== sentence) {
      problems.push(`line ${error.line + 1}: the compiler says ${error.text}`);
    }
  }
  for (const [line, sentence] of expected) {
    if (compiled.errors.some((error) => error.line === line && error.text === sentence)) continue;
    problems.push(`line ${line + 1}: the page says ${sentence}`);
  }
  if (problems.length > 0) throw new Error(`${problems.join("\n")}\nin:\n${code}`);
  for (const node of compiled.nodes) {
    if (node.type === "hover" && node.docs) node.docs = node.docs.replace(link, "`$1`");
  }
  return compiled;
}

/** The sample as a reader copies it, and the sentence that the compiler has to say of each line. */
function withoutExpectations(code: string) {
  const expected = new Map<number, string>();
  const lines: string[] = [];
  for (const line of code.split("\n")) {
    const [comment, sentence] = expectation.exec(`${line}\n`) ?? [];
    if (comment === undefined) lines.push(line);
    else if (!sentence) throw new Error(`no sentence in quotation marks follows ${comment}`);
    else expected.set(lines.length, sentence);
  }
  return { sample: lines.join("\n"), expected };
}
