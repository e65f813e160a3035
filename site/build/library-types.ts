import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import ts from "typescript";
import { compilerOptions, fileNames } from "../play/compiler/options.js";

/** The compiler names files with slashes, on Windows too. */
const slashed = (path: string) => path.replaceAll("\\", "/");

const root = slashed(join(import.meta.dirname, "../.."));
const entries = ["verifik-flow", "verifik-flow/emulator", "verifik-flow/config"];

/** Every file that the compiler reads for a module that imports the library, as it's named in the playground. */
export function libraryTypes(): Readonly<Record<string, string>> {
  const file = slashed(join(import.meta.dirname, fileNames.entry));
  const source = entries.map((entry) => `import ${JSON.stringify(entry)};`).join("\n");
  const globals = readFileSync(join(root, "site/play/compiler/globals.d.ts"), "utf8");
  const globalsFile = slashed(join(import.meta.dirname, fileNames.globals));
  const virtual = new Map([
    [file, source],
    [globalsFile, globals],
  ]);
  const options = { ...ts.convertCompilerOptionsFromJson(compilerOptions, root).options };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => virtual.get(name) ?? readFile(name);
  host.fileExists = (name) => virtual.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = virtual.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  // The library's own declarations are checked too: a global that the playground lacks would be `any` there.
  const program = ts.createProgram([...virtual.keys()], { ...options, skipLibCheck: false }, host);
  const [problem] = ts.getPreEmitDiagnostics(program);
  if (problem) throw new Error(ts.formatDiagnostic(problem, host));
  const files = program.getSourceFiles().flatMap(({ fileName, text }): [string, string][] => {
    if (fileName === file) return [];
    if (fileName === globalsFile) return [[`/${fileNames.globals}`, text]];
    if (program.isSourceFileDefaultLibrary(program.getSourceFile(fileName) as ts.SourceFile)) {
      return [[`/${basename(fileName)}`, withoutComments(text)]];
    }
    return [[`/node_modules/verifik-flow/${slashed(relative(root, fileName))}`, text]];
  });
  return Object.fromEntries([["/node_modules/verifik-flow/package.json", packageFile()], ...files]);
}

/** What the compiler needs to find the declarations. */
function packageFile(): string {
  const { name, type, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return JSON.stringify({ name, type, exports });
}

function withoutComments(text: string): string {
  const { options } = ts.convertCompilerOptionsFromJson({ removeComments: true }, root);
  const printer = ts.createPrinter(options);
  const file = ts.createSourceFile("lib.d.ts", text, ts.ScriptTarget.ES2023);
  const references = text.match(/^\/\/\/ <reference .*$/gm) ?? [];
  return `${references.join("\n")}\n${printer.printFile(file)}`;
}
