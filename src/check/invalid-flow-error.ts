import { refusal } from "./sentences.js";
import { show } from "./show.js";

/** One refused value. */
export interface Issue {
  /** Where it was met, in the builder's own words: `document.minScore`, or the name of a guard. */
  readonly path: string;
  /** The sentence that the compiler says of a literal: `0.4 is out of range: expected 0.5 to 1`. */
  readonly message: string;
  /** What would have been accepted: `0.5 to 1`. */
  readonly expected: string;
  /** What came, as it is written in code: `0.4`, `NaN`, `'0.7'`, `null`, `an object`. */
  readonly received: string;
}

/**
 * A value that a flow cannot hold, or a flow that cannot be sent yet. Nothing was sent.
 *
 * ```ts
 * CompareScore(0.4);
 * // InvalidFlowError: 0.4 is out of range: expected 0.5 to 1 (at CompareScore)
 * ```
 */
export class InvalidFlowError extends Error {
  override readonly name = "InvalidFlowError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ message, path }) => `${message} (at ${path})`).join("\n"));
    this.issues = issues;
  }
}

export function issueOf(path: string, value: unknown, problem: string, expected: string): Issue {
  const received = show(value);
  return { path, message: refusal(received, problem, expected), expected, received };
}

/** The issue of a name that is none of those that are known. */
export function unknownName(path: string, name: unknown, known: Iterable<string>): Issue {
  return issueOf(path, name, "is not known here", `one of ${[...known].join(", ")}`);
}
