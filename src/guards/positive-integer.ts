import type { PositiveIntegerLaw } from "../types/law.js";
import { type Guard, guard } from "./guard.js";

/**
 * Integers from 1 that a number holds exactly. The compiler sees no difference beyond 2^53, where
 * literals are rounded before it looks at them: there the guard alone refuses.
 */
export function positiveIntegers<Name extends string>(name: Name): Guard<Name, PositiveIntegerLaw> {
  const law = { problem: "is out of range", expected: "a positive integer" } as const;
  const test = (value: number) => Number.isSafeInteger(value) && value > 0;
  return guard<Name, PositiveIntegerLaw>(name, "number", law, test);
}
