import type { EditorView } from "@codemirror/view";
import { computed, onBeforeUnmount, onMounted, reactive, ref, shallowRef } from "vue";
import compilerScript from "../../generated/compiler.js?url";
import libraryScript from "../../generated/runner.js?url";
import libraryTypes from "../../generated/types.json?url";
import { packed, unpacked } from "../address.js";
import type { Problem } from "../compiler/answers.js";
import { Compiler } from "../compiler/compiler.js";
import type { Shown, Stored } from "../runner/jobs.js";
import { Runner, superseded } from "../runner/runner.js";
import { example } from "./examples.js";

export const tabs = {
  body: "Body",
  findings: "Checks",
  words: "In words",
  diagram: "Diagram",
  changes: "Changes",
  submit: "Submit",
  json: "From JSON",
} as const;

export type Tab = keyof typeof tabs;

/** How long after a key the code is judged, in milliseconds. */
const pause = 150;

const sizeOf = (count: number) => (count === 1 ? "1 problem" : `${count} problems`);

/** What the playground knows, and what its buttons do. `runnerPage` is the address of the frame that runs code. */
export function usePlayground(runnerPage: string) {
  const host = ref<HTMLElement>();
  const state = reactive({
    code: example,
    tab: "body" as Tab,
    status: "Loading the compiler…",
    problems: [] as readonly Problem[],
    /** What went wrong besides the code's own problems: with the address, the run, the compiler. */
    trouble: "",
    note: "",
    /** Whether what is shown is of an earlier text. */
    stale: true,
    submitted: undefined as Stored | undefined,
    refused: "",
  });
  const shown = shallowRef<Shown>();
  const before = shallowRef<unknown>();
  let script: string | undefined;
  let view: EditorView | undefined;
  let compiler: Compiler | undefined;
  let runner: Runner | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let edits = 0;
  let shares = 0;

  function edited(code: string): void {
    state.code = code;
    state.stale = true;
    state.submitted = undefined;
    script = undefined;
    edits += 1;
    clearTimeout(timer);
    timer = setTimeout(judge, pause);
  }

  async function judge(): Promise<void> {
    const mine = edits;
    const current = () => mine === edits;
    share();
    try {
      if (!compiler || !runner) return;
      const checked = await compiler.ask({ kind: "check", code: state.code });
      if (!current()) return;
      await showJudgement(checked.problems);
      script = checked.script;
      state.trouble = "";
      if (script === undefined) return;
      const job = { kind: "show", before: before.value } as const;
      const outcome = await runner.run(job, script);
      if (!current()) return;
      if (!("refused" in outcome)) show(outcome.result);
      else if (outcome.refused !== superseded) state.trouble = outcome.refused;
    } catch (error) {
      if (!current()) return;
      state.status = "The code isn't judged.";
      state.problems = [];
      state.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  async function showJudgement(problems: readonly Problem[]): Promise<void> {
    state.problems = problems;
    state.status =
      problems.length === 0 ? "It compiles." : `The compiler found ${sizeOf(problems.length)}.`;
    const { showProblems } = await import("./editor.js");
    if (view) showProblems(view, problems);
  }

  function show(result: Shown): void {
    shown.value = result;
    state.stale = false;
    before.value ??= JSON.parse(result.body);
  }

  async function share(): Promise<void> {
    const { code, tab } = state;
    shares += 1;
    const mine = shares;
    const fragment = await packed({ code, tab, before: before.value });
    if (mine !== shares) return;
    if (fragment === undefined) state.note = "The code is too long for a link.";
    else {
      if (state.note.startsWith("The code is too long")) state.note = "";
      history.replaceState(history.state, "", fragment);
    }
  }

  async function open(): Promise<void> {
    try {
      const shared = await unpacked(location.hash);
      if (!shared) return;
      state.code = shared.code;
      before.value = shared.before;
      if (shared.tab && Object.hasOwn(tabs, shared.tab)) state.tab = shared.tab as Tab;
    } catch (error) {
      state.note = `${(error as Error).message} Here is an example instead.`;
    }
  }

  const actions = {
    openTab(tab: Tab): void {
      state.tab = tab;
      share();
    },
    /** From here on, changes are shown against what there is now. */
    keep(): void {
      if (!shown.value) return;
      before.value = JSON.parse(shown.value.body);
      judge();
    },
    async submit(): Promise<void> {
      state.submitted = undefined;
      state.refused = "";
      if (state.stale) await judge();
      if (script === undefined || !runner) {
        state.refused = "Fix what the compiler refuses, then submit.";
        return;
      }
      const outcome = await runner.run({ kind: "submit" }, script);
      if ("refused" in outcome) state.refused = outcome.refused;
      else state.submitted = outcome.result;
    },
    async print(json: string): Promise<string> {
      const outcome = await runner?.run({ kind: "print", json });
      if (!outcome) return "The playground is still loading.";
      if ("refused" in outcome) return outcome.refused;
      replace(outcome.result.code);
      return "";
    },
    async copyLink(): Promise<void> {
      await share();
      try {
        await navigator.clipboard.writeText(location.href);
        state.note = "The link is in your clipboard.";
      } catch {
        state.note = "The link is in the address bar.";
      }
    },
    restart: () => replace(example),
    goTo({ from }: Problem): void {
      view?.dispatch({
        selection: { anchor: Math.min(from, view.state.doc.length) },
        scrollIntoView: true,
      });
      view?.focus();
    },
  };

  function replace(code: string): void {
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
  }

  async function opened(): Promise<void> {
    await open();
    state.trouble = "";
    if (view && view.state.doc.toString() !== state.code) replace(state.code);
  }

  onMounted(async () => {
    compiler = new Compiler(compilerScript, libraryTypes);
    runner = new Runner(runnerPage, libraryScript);
    compiler.start().catch((error: Error) => {
      state.trouble = error.message;
    });
    await open();
    const { createEditor } = await import("./editor.js");
    if (!host.value) return;
    view = createEditor({
      parent: host.value,
      code: state.code,
      onChange: edited,
      hover: async (code, position) => compiler?.ask({ kind: "hover", code, position }),
      complete: async (code, position) =>
        (await compiler?.ask({ kind: "complete", code, position })) ?? [],
    });
    addEventListener("hashchange", opened);
    await judge();
  });

  onBeforeUnmount(() => {
    removeEventListener("hashchange", opened);
    clearTimeout(timer);
    compiler?.stop("The page was left.");
    runner?.stop();
    view?.destroy();
  });

  const loosened = computed(() =>
    Array.isArray(shown.value?.changes)
      ? shown.value.changes.filter(({ effect }) => effect === "loosens")
      : [],
  );

  return { host, state, shown, loosened, ...actions };
}
