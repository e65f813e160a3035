import { InvalidFlowError, issueOf } from "../invalid-flow-error.js";

/** What a value must be, judged at run time. */
export interface Rule {
  /** What is accepted, as sentences say it after "expected". */
  readonly expected: string;
  /** What is wrong with the value, as sentences say it before "expected"; `undefined` if nothing is. */
  problem(value: unknown): string | undefined;
}

/** The value itself, or `InvalidFlowError` with the path at which it was met. */
export function enforce(rule: Rule, value: unknown, path: string): void {
  const problem = rule.problem(value);
  if (problem !== undefined) {
    throw new InvalidFlowError([issueOf(path, value, problem, rule.expected)]);
  }
}
