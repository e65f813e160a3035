import type { EditorView } from "@codemirror/view";
import { computed, onBeforeUnmount, onMounted, ref, watch } from "vue";
import type { Problem } from "../compiler/answers.js";
import { example } from "./examples.js";
import { playState } from "./state.js";
import { useJudge } from "./use-judge.js";
import { useLink } from "./use-link.js";

/** What the playground knows, and what its buttons do. `runnerPage` is the address of the frame that runs code. */
export function usePlayground(runnerPage: string) {
  const host = ref<HTMLElement>();
  const state = playState();
  const { compiler, runner, edited, ready, again, submit, stop } = useJudge(state, runnerPage);
  const { share, open, copy } = useLink(state);
  const bodies: { readonly at: number; readonly body: string }[] = [];
  let view: EditorView | undefined;

  /** From here on, changes are shown against this. */
  function compareWith(body: string | undefined): void {
    if (body === undefined) return;
    state.before = JSON.parse(body);
    again();
  }

  function keep(): void {
    if (!state.stale) compareWith(state.shown?.body);
  }

  /** The body that was shown then; the first one if there was none yet. */
  function compareWithMinuteAgo(): void {
    const then = Date.now() - 60_000;
    compareWith((bodies.findLast(({ at }) => at <= then) ?? bodies[0])?.body);
  }

  async function print(json: string): Promise<void> {
    const outcome = await runner.run({ kind: "print", json });
    if ("refused" in outcome) {
      Object.assign(state, { printed: "", unprinted: outcome.refused });
      return;
    }
    const { code, lost } = outcome.result;
    replace(code);
    state.printed = "The code is in the editor. Undo brings back what was there.";
    state.unprinted = lost.length > 0 ? `The builder doesn't support ${lost.join(", ")}.` : "";
  }

  function goTo({ from }: Problem): void {
    view?.dispatch({
      selection: { anchor: Math.min(from, view.state.doc.length) },
      scrollIntoView: true,
    });
    view?.focus();
  }

  function replace(code: string): void {
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
  }

  async function opened(): Promise<void> {
    await open("Your code is as it was.");
    if (view && view.state.doc.toString() !== state.code) replace(state.code);
    else again();
  }

  onMounted(async () => {
    compiler.start().catch(() => {}); // judging says so
    await open("Here is an example instead.");
    const { createEditor, showProblems } = await import("./editor.js");
    if (!host.value) return;
    const made = createEditor({
      parent: host.value,
      code: state.code,
      onChange: edited,
      hover: (code, position) =>
        compiler.ask({ kind: "hover", code, position }).catch(() => undefined),
      complete: (code, position) =>
        compiler.ask({ kind: "complete", code, position }).catch(() => []),
    });
    view = made;
    watch(
      () => state.problems,
      (problems) => showProblems(made, problems),
    );
    watch(() => [state.code, state.tab, state.before], share);
    watch(
      () => state.shown?.body,
      (body) => body !== undefined && bodies.push({ at: Date.now(), body }),
    );
    addEventListener("hashchange", opened);
    await Promise.all([ready(), share()]);
  });

  onBeforeUnmount(() => {
    removeEventListener("hashchange", opened);
    stop();
    view?.destroy();
  });

  const loosened = computed(() => {
    const changes = state.shown?.changes ?? [];
    return typeof changes !== "string" && changes.some(({ effect }) => effect === "loosens");
  });

  const restart = () => replace(example);
  return {
    host,
    state,
    loosened,
    keep,
    compareWithMinuteAgo,
    submit,
    print,
    copy,
    restart,
    goTo,
  };
}
