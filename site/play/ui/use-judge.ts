import compilerScript from "../../generated/compiler.js?url";
import libraryScript from "../../generated/runner.js?url";
import libraryTypes from "../../generated/types.json?url";
import { Compiler } from "../compiler/compiler.js";
import { Runner } from "../runner/runner.js";
import type { PlayState } from "./state.js";

/** How long after a key the code is judged, in milliseconds. */
const pause = 150;

/** Compiles and runs the code as it's edited. `runnerPage` is the address of the frame that runs it. */
export function useJudge(state: PlayState, runnerPage: string) {
  const compiler = new Compiler(compilerScript, libraryTypes);
  const runner = new Runner(runnerPage, libraryScript);
  let edit = new AbortController();
  let script: string | undefined;
  let judged: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What was said of the code holds no longer. */
  function edited(code: string): void {
    state.code = code;
    Object.assign(state, { submitted: undefined, refused: "", printed: "", unprinted: "" });
    outdated();
    timer = setTimeout(ready, pause);
  }

  function outdated(): void {
    edit.abort();
    edit = new AbortController();
    script = undefined;
    judged = undefined;
    state.stale = true;
    clearTimeout(timer);
    if (state.shown || state.problems.length > 0 || state.trouble) state.status = "Checking…";
  }

  /** Once the code is judged that is there now. */
  function ready(): Promise<void> {
    clearTimeout(timer);
    judged ??= judge(edit.signal);
    return judged;
  }

  async function judge(signal: AbortSignal): Promise<void> {
    try {
      const checked = await compiler.ask({ kind: "check", code: state.code });
      if (signal.aborted) return;
      script = checked.script;
      const { problems } = checked;
      Object.assign(state, { problems, status: statusOf(problems.length), trouble: "" });
      if (script !== undefined) await show(script, signal);
    } catch (error) {
      if (signal.aborted) return;
      const trouble = (error as Error).message;
      Object.assign(state, { problems: [], status: "The code couldn't be checked.", trouble });
    }
  }

  async function show(script: string, signal: AbortSignal): Promise<void> {
    const outcome = await runner.run({ kind: "show", before: state.before }, script, signal);
    if (signal.aborted) return;
    if ("refused" in outcome) {
      state.status = "It compiles, but there's no flow to show:";
      state.trouble = outcome.refused;
      return;
    }
    state.before ??= JSON.parse(outcome.result.body);
    state.shown = outcome.result;
    state.stale = false;
  }

  /** Against another flow, say. */
  function again(): Promise<void> {
    outdated();
    return ready();
  }

  async function submit(): Promise<void> {
    if (state.isSubmitting) return;
    Object.assign(state, { isSubmitting: true, submitted: undefined, refused: "" });
    const { signal } = edit;
    await ready();
    const why =
      state.problems.length > 0 ? "Fix what the compiler refuses, then submit." : state.trouble;
    const outcome =
      script === undefined
        ? { refused: why }
        : await runner.run({ kind: "submit" }, script, signal);
    state.isSubmitting = false;
    if (signal.aborted) return;
    if ("refused" in outcome) state.refused = outcome.refused;
    else state.submitted = outcome.result;
  }

  function stop(): void {
    edit.abort();
    clearTimeout(timer);
    compiler.stop("The page was left.");
    runner.stop();
  }

  return { compiler, runner, edited, ready, again, submit, stop };
}

function statusOf(problems: number): string {
  if (problems === 0) return "It compiles.";
  return `The compiler found ${problems === 1 ? "1 problem" : `${problems} problems`}.`;
}
