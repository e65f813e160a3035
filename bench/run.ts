/** Prints what the library costs beside other ways to do the same: `npm run bench`, or with names of parts. */
import { type Compiler, compilerNames } from "../measure/compiler.js";
import type { Row } from "./row.js";
import { bundles } from "./rows/bundles.js";
import { checkTime } from "./rows/check-time.js";
import { coldImport } from "./rows/cold-import.js";
import { command } from "./rows/command.js";
import { comparing } from "./rows/comparing.js";
import { composing } from "./rows/composing.js";
import { editing } from "./rows/editing.js";
import { instantiations } from "./rows/instantiations.js";
import { parsing } from "./rows/parsing.js";
import { submit } from "./rows/submit.js";
import { submitAll } from "./rows/submit-all.js";

const parts: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  instantiations: () => ofEachCompiler(instantiations),
  "check-time": () => ofEachCompiler(checkTime),
  editing,
  composing,
  comparing,
  parsing,
  bundles,
  "cold-import": coldImport,
  command,
  submit,
  "submit-all": submitAll,
};
const names = process.argv.slice(2);

console.log("| What | Against | Measured | Budget | Missed |\n|---|---|---|---|---|");
for (const name of names.length > 0 ? names : Object.keys(parts)) {
  const rowsOf = parts[name];
  if (!rowsOf) throw new Error(`no part is ${name}: expected ${Object.keys(parts).join(", ")}`);
  for (const row of await rowsOf()) console.log(line(row));
}

async function ofEachCompiler(rowsOf: (compiler: Compiler) => Promise<readonly Row[]>) {
  const rows: Row[] = [];
  for (const compiler of compilerNames) rows.push(...(await rowsOf(compiler)));
  return rows;
}

function line({ what, against, measured, budget, met }: Row): string {
  const verdict = met === false ? "missed" : "";
  return `| ${[what, against, measured, budget, verdict].join(" | ")} |`;
}
