import type { Rule } from "./rule.js";

declare const keeps: unique symbol;

/**
 * Marks a value that a guard accepted. The mark is the guard's whole rule, so that a value judged from
 * 0.5 to 1 doesn't pass for one judged from 0.51 to 0.9, whatever the names. Exists for the compiler
 * alone; only a guard gives it.
 */
export interface Brand<Applied extends Rule> {
  readonly [keeps]: Applied;
}

/** The rule that values of the type were judged by. */
export type RuleOf<Branded extends Brand<Rule>> = Branded[typeof keeps];
