import { spawn } from "@lydell/node-pty";
import { bin, type CliProject } from "./cli-project.js";

/** What a terminal showed, and how the program in it ended. */
export interface Ended {
  readonly code: number;
  readonly screen: string;
}

/** What is typed once something shows up. */
export type Answers = readonly (readonly [question: string, keys: string])[];

/** Runs the command, and answers each question, in a real terminal. */
export function answering(
  { folder, verifik }: CliProject,
  args: readonly string[],
  answers: Answers,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = { STAGING_TOKEN: verifik.token, ...more };
  return inTerminal([process.execPath, bin, ...args], folder, answers, env);
}

/** Runs a program in a real terminal. */
export async function inTerminal(
  [file = "", ...args]: readonly string[],
  folder: string,
  answers: Answers,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = { PATH: process.env["PATH"] ?? "", TERM: "xterm", ...more };
  const terminal = spawn(file, args, { cwd: folder, env, cols: 200 });
  let screen = "";
  let seen = 0;
  let answered = 0;
  terminal.onData((data) => {
    screen += data;
    const [question, keys] = answers[answered] ?? [];
    if (question === undefined || keys === undefined) return;
    const at = screen.indexOf(question, seen);
    if (at < 0) return;
    seen = at + question.length;
    answered += 1;
    terminal.write(keys);
  });
  const code = await new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  return { code, screen };
}
