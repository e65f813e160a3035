import { shallowReactive } from "vue";
import type { Problem } from "../compiler/answers.js";
import type { Shown, Stored } from "../runner/jobs.js";
import { example } from "./examples.js";
import type { Tab } from "./tabs.js";

/** What the playground shows. */
export function playState() {
  return shallowReactive({
    code: example,
    tab: "body" as Tab,
    status: "Loading the compiler…",
    problems: [] as readonly Problem[],
    /** What went wrong besides the code's own problems: with the run, the compiler. */
    trouble: "",
    /** What became of a link. */
    note: "",
    isTooLong: false,
    shown: undefined as Shown | undefined,
    /** Whether what is shown is of an earlier text. */
    stale: true,
    /** The body of the flow that changes are shown against. */
    before: undefined as unknown,
    isSubmitting: false,
    submitted: undefined as Stored | undefined,
    refused: "",
    /** What became of the JSON that was pasted. */
    printed: "",
    unprinted: "",
  });
}

export type PlayState = ReturnType<typeof playState>;
