/** What the runner is asked to do. */
export type Job =
  /** Shows the flow that the module exports, against the body of an earlier one. */
  | { readonly kind: "show"; readonly before?: unknown }
  /** Submits it to an emulator. */
  | { readonly kind: "submit" }
  /** Prints JSON as builder code. */
  | { readonly kind: "print"; readonly json: string };

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly effect: string;
}

export interface Shown {
  /** The name under which the module exports the flow. */
  readonly name: string;
  readonly body: string;
  readonly findings: readonly Finding[];
  readonly words: Readonly<Record<"en" | "es", string>>;
  readonly diagram: string;
  /** Against the earlier body; a sentence if the two can't be compared. */
  readonly changes: readonly Change[] | string;
  readonly log: readonly string[];
}

export interface Stored {
  readonly stored: string;
  readonly request: string;
}

export interface Results {
  readonly show: Shown;
  readonly submit: Stored;
  readonly print: { readonly code: string };
}

/** A result, or a sentence that says why there is none. */
export type Outcome<Result> = { readonly result: Result } | { readonly refused: string };
