/** Something that the compiler says of the code. Positions are offsets of characters. */
export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly message: string;
}

export interface Checked {
  readonly problems: readonly Problem[];
  /** The code as JavaScript, a CommonJS module; `undefined` if there is a problem. */
  readonly script: string | undefined;
}

export interface Hover {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly comment: string;
}

export interface Completion {
  readonly label: string;
  readonly kind: string;
}

/** What can be asked of the compiler's worker, and what it answers. */
export interface Answers {
  readonly start: undefined;
  readonly check: Checked;
  readonly hover: Hover | undefined;
  readonly complete: readonly Completion[];
}

export type Question =
  | { readonly kind: "start"; readonly types: string }
  | { readonly kind: "check"; readonly code: string }
  | { readonly kind: "hover" | "complete"; readonly code: string; readonly position: number };

export interface Asked {
  readonly id: number;
  readonly question: Question;
}

export interface Answered {
  readonly id: number;
  readonly answer?: unknown;
  readonly failure?: string;
}
