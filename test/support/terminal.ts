import { spawn } from "@lydell/node-pty";
import { bin, type CliProject } from "./cli-project.js";

/** Answers each question, in a real terminal. */
export async function answering(
  { folder, verifik }: CliProject,
  args: readonly string[],
  answers: readonly (readonly [question: string, keys: string])[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly screen: string }> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    TERM: "xterm",
    STAGING_TOKEN: verifik.token,
    ...more,
  };
  const terminal = spawn(process.execPath, [bin, ...args], { cwd: folder, env, cols: 200 });
  let screen = "";
  let answered = 0;
  terminal.onData((data) => {
    screen += data;
    const [question, keys] = answers[answered] ?? [];
    if (question === undefined || keys === undefined || !screen.includes(question)) return;
    answered += 1;
    terminal.write(keys);
  });
  const code = await new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  return { code, screen };
}
