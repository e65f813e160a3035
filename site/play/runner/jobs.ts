import type { Change, Finding } from "verifik-flow";

/** What the runner is asked to do. */
export type Job =
  /** Shows the flow that the module exports, against the body of an earlier one. */
  | { readonly kind: "show"; readonly before?: unknown }
  /** Submits it to an emulator. */
  | { readonly kind: "submit" }
  /** Prints JSON as builder code. */
  | { readonly kind: "print"; readonly json: string };

export interface Shown {
  /** The name under which the module exports the flow. */
  readonly name: string;
  /** The names of the other flows that it exports. */
  readonly others: readonly string[];
  readonly body: string;
  readonly findings: readonly Pick<Finding, "code" | "severity" | "message">[];
  readonly words: Readonly<Record<"en" | "es", string>>;
  readonly diagram: string;
  /** Against the earlier body, with the values as texts; a sentence if the two can't be compared. */
  readonly changes: readonly ShownChange[] | string;
  readonly log: readonly string[];
}

export interface ShownChange extends Pick<Change, "path" | "effect"> {
  readonly before: string;
  readonly after: string;
}

export interface Stored {
  readonly stored: string;
  readonly request: string;
}

/** Builder code, and the paths of what it has no word for. */
export interface Printed {
  readonly code: string;
  readonly lost: readonly string[];
}

export interface Results {
  readonly show: Shown;
  readonly submit: Stored;
  readonly print: Printed;
}

/** A result, or a sentence that says why there is none. */
export type Outcome<Result> = { readonly result: Result } | { readonly refused: string };
