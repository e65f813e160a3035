import {
  createSystem,
  createVirtualTypeScriptEnvironment,
  type VirtualTypeScriptEnvironment,
} from "@typescript/vfs";
import ts from "typescript";
import type { Answered, Answers, Asked, Checked, Problem, Question } from "./answers.js";
import { compilerOptions, fileNames } from "./options.js";
import { sentenceIn } from "./sentence.js";

interface Port {
  onmessage: (event: { readonly data: Asked }) => void;
  postMessage(answered: Answered): void;
}

const port = globalThis as unknown as Port;
const file = `/${fileNames.entry}`;
const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, "/");

let environment: Promise<VirtualTypeScriptEnvironment> | undefined;

async function start(types: string): Promise<VirtualTypeScriptEnvironment> {
  const response = await fetch(types);
  if (!response.ok) throw new Error(`the library's types can't be loaded (${response.status})`);
  const files = new Map<string, string>(Object.entries(await response.json()));
  files.set(file, 'import { flow } from "verifik-flow";\nexport const warm = flow();\n');
  const system = createSystem(files);
  const roots = [file, `/${fileNames.globals}`];
  const started = createVirtualTypeScriptEnvironment(system, roots, ts, options);
  // Reading the library takes a slow phone longer than any code of its user's may take.
  started.languageService.getSemanticDiagnostics(file);
  return started;
}

async function answer(question: Question): Promise<Answers[Question["kind"]]> {
  if (question.kind === "start") {
    environment = start(question.types);
    await environment;
    return undefined;
  }
  if (!environment) throw new Error("the compiler has not been started");
  const started = await environment;
  started.updateFile(file, question.code === "" ? "\n" : question.code);
  switch (question.kind) {
    case "check":
      return checked(started, question.code);
    case "hover":
      return hovered(started, question.position);
    case "complete":
      return completed(started, question.position);
  }
}

function checked({ languageService }: VirtualTypeScriptEnvironment, code: string): Checked {
  const found = [
    ...languageService.getSyntacticDiagnostics(file),
    ...languageService.getSemanticDiagnostics(file),
  ];
  const problems = found
    .filter(({ category }) => category === ts.DiagnosticCategory.Error)
    .map((diagnostic) => problemOf(diagnostic, code));
  return { problems, script: problems.length > 0 ? undefined : scriptOf(code) };
}

function problemOf(diagnostic: ts.Diagnostic, code: string): Problem {
  const from = diagnostic.start ?? 0;
  const line = code.slice(0, from).split("\n").length;
  const message = sentenceIn(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
  return { from, to: from + (diagnostic.length ?? 0), line, message };
}

function scriptOf(code: string): string {
  const module = ts.ModuleKind.CommonJS;
  return ts.transpileModule(code, {
    compilerOptions: { module, target: ts.ScriptTarget.ES2022, removeComments: true },
  }).outputText;
}

function hovered({ languageService }: VirtualTypeScriptEnvironment, position: number) {
  const info = languageService.getQuickInfoAtPosition(file, position);
  if (!info) return undefined;
  return {
    from: info.textSpan.start,
    to: info.textSpan.start + info.textSpan.length,
    type: ts.displayPartsToString(info.displayParts),
    comment: ts.displayPartsToString(info.documentation),
  };
}

/** The most that an editor shows. */
const mostCompletions = 300;

function completed({ languageService }: VirtualTypeScriptEnvironment, position: number) {
  const found = languageService.getCompletionsAtPosition(file, position, {});
  return (found?.entries ?? [])
    .filter(({ kind }) => kind !== ts.ScriptElementKind.warning)
    .slice(0, mostCompletions)
    .map(({ name, kind }) => ({ label: name, kind }));
}

port.onmessage = async ({ data: { id, question } }) => {
  try {
    port.postMessage({ id, answer: await answer(question) });
  } catch (error) {
    port.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
};
