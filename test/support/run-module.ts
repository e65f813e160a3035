import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript-5.9";
import { inFolder } from "../../measure/folder.js";

/** What a module exports that imports the built package. */
export function runModule(module: string): Promise<Readonly<Record<string, unknown>>> {
  return inFolder(async (folder) => {
    const path = join(folder, "module.js");
    const { outputText } = ts.transpileModule(module, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    await writeFile(path, outputText);
    return import(pathToFileURL(path).href);
  });
}
