import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { budget } from "../../measure/budget.js";
import { root } from "../../measure/folder.js";
import { inTurns } from "../measure/in-turns.js";
import { type Row, timeRatio } from "../row.js";

const rounds = 41;
const script = `
const start = performance.now();
await import(process.argv[1]);
console.log((performance.now() - start) / 1000);`;

/** The first import of a package in a process. */
export async function coldImport(): Promise<readonly Row[]> {
  const { own, ky } = await inTurns(rounds, { own: "verifik-flow", ky: "ky" }, secondsFor);
  return [timeRatio("first import", "import of ky", [own, ky], budget.coldImport)];
}

async function secondsFor(name: string): Promise<number> {
  const args = ["--input-type=module", "--eval", script, name];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return Number(stdout);
}
