import type { JsonObject } from "../model/json.js";
import { CommandError, type CommandErrorCode } from "./command-error.js";
import { type Output, outputOf } from "./output.js";

/** 0: done, or nothing to do. 1: failed, refused or declined. 2: changes or findings. */
type ExitCode = 0 | 1 | 2;

/** What a command did. */
export interface Report {
  readonly exitCode: ExitCode;
  /** What `--json` prints; `format` and `formatVersion` say how to read it. */
  readonly json: JsonObject;
}

/** Where a command runs. */
export interface Context {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
  /** Whether somebody is there to answer: a pipe or a pipeline never is. */
  readonly canAsk: boolean;
  /** Aborted by Ctrl-C: what is under way is finished, and nothing else is begun. */
  readonly stop: AbortSignal;
}

export interface CommonOptions {
  readonly json?: boolean;
  readonly config?: string;
  readonly env?: string;
}

export type Command<Options> = (options: Options, context: Context) => Promise<Report>;

/** Runs a command, prints its report and sets the exit code of the process. */
export async function run<Options extends CommonOptions>(
  command: Command<Options>,
  options: Options,
): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  const isJson = options.json === true;
  const output = outputOf({ stdout, stderr, env }, isJson);
  const stop = new AbortController();
  const interrupted = stopOnSignals(stop, output);
  const canAsk = stdin.isTTY === true && stdout.isTTY === true && !env["CI"] && !isJson;
  const context = { folder: process.cwd(), env, output, canAsk, stop: stop.signal };
  try {
    const { exitCode, json } = await command(options, context);
    if (isJson) sayJson(json);
    process.exitCode = interrupted() ?? exitCode;
  } catch (error) {
    const { code, message } = failureOf(error);
    output.warn(`${output.paint("red", "error")} ${message}`);
    if (isJson) sayFailed(code, message);
    process.exitCode = interrupted() ?? 1;
  }
}

/** What `--json` prints of a failure. */
export function sayFailed(code: string, message: string): void {
  const outcome = outcomes[code] ?? "failed";
  const error = { code, message };
  sayJson({ format: "verifik-flow/error", formatVersion: "1.0", outcome, error });
}

/** What the failures are that say nothing against the flows; any other one is `failed`. */
const outcomes: Readonly<Record<string, string>> = {
  USAGE: "usage",
  NOT_APPROVED: "refused",
  STALE_PLAN: "stale",
  IN_USE: "locked",
} satisfies Partial<Record<CommandErrorCode, string>>;

function sayJson(json: JsonObject): void {
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
}

/** The failures that have a code say all that helps; another one is a bug, and shows where. */
function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof CommandError) return error;
  if (!(error instanceof Error)) return { code: "UNEXPECTED", message: String(error) };
  const code = "code" in error ? String(error.code) : error.name;
  const known = code !== "Error" && code !== "TypeError";
  return { code, message: known ? error.message : (error.stack ?? error.message) };
}

/** The first signal stops what comes next, the second everything. Tells the exit code of what was stopped. */
function stopOnSignals(stop: AbortController, output: Output): () => number | undefined {
  let code: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const exit = signal === "SIGINT" ? 130 : 143;
    if (code !== undefined) {
      output.warn("stopped at once: what was under way may have happened");
      process.exit(exit);
    }
    code = exit;
    output.warn("stopping after what is under way; once more stops at once");
    stop.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return () => code;
}
