import { join } from "node:path";
import ts from "typescript-5.9";
import { root } from "./folder.js";

/** Never written to the disk, but where it stands `verifik-flow` means the package itself. */
const file = join(root, ".bench-editor/module.ts");

const options: ts.CompilerOptions = {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: [],
  skipLibCheck: true,
};

/** The names that an editor offers at the end of the code. */
export function completions(code: string): readonly string[] {
  const offered = service(code).getCompletionsAtPosition(file, code.length, undefined);
  return offered?.entries.map(({ name }) => name) ?? [];
}

/** What an editor shows of the last `name` in the code: its type, then its comment. */
export function hover(code: string, name: string): string {
  const info = service(code).getQuickInfoAtPosition(file, code.lastIndexOf(name));
  return [info?.displayParts, info?.documentation].map(ts.displayPartsToString).join("\n");
}

/** What an editor shows of the call that the code ends in: its signature. */
export function signatureHelp(code: string): string {
  const help = service(code).getSignatureHelpItems(file, code.length, undefined);
  const parts = help?.items.flatMap((item) => [
    ...item.prefixDisplayParts,
    ...item.parameters.flatMap(({ displayParts }) => displayParts),
    ...item.suffixDisplayParts,
  ]);
  return ts.displayPartsToString(parts);
}

const columns = 100;

/** How many lines the text takes in an editor's box. */
export function linesOf(text: string): number {
  const lines = text.trimEnd().split("\n");
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
}

function service(code: string): ts.LanguageService {
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot(name) {
      const text = name === file ? code : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    directoryExists: ts.sys.directoryExists,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
}
