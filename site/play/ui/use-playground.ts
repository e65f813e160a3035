import type { EditorView } from "@codemirror/view";
import { computed, onBeforeUnmount, onMounted, ref, watch } from "vue";
import type { Problem } from "../compiler/answers.js";
import { example } from "./examples.js";
import { playState } from "./state.js";
import type { Tab } from "./tabs.js";
import { useJudge } from "./use-judge.js";
import { useLink } from "./use-link.js";

/** What the playground knows, and what its buttons do. `runnerPage` is the address of the frame that runs code. */
export function usePlayground(runnerPage: string) {
  const host = ref<HTMLElement>();
  const state = playState();
  const { compiler, runner, edited, ready, again, submit, stop } = useJudge(state, runnerPage);
  const { share, open, copy } = useLink(state);
  let view: EditorView | undefined;

  function openTab(tab: Tab): void {
    state.tab = tab;
  }

  /** From here on, changes are shown against what there is now. */
  function keep(): void {
    if (!state.shown || state.stale) return;
    state.before = JSON.parse(state.shown.body);
    again();
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
  return { host, state, loosened, openTab, keep, submit, print, copy, restart, goTo };
}
