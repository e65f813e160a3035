import type { Brand, RuleOf } from "./brand.js";
import { type Guard, guard } from "./guard.js";
import type { Bounds, DecimalRule, IntegerRule, PositiveIntegerRule, RangeRule } from "./rule.js";

/** The guard of a range of numbers: both bounds are accepted. */
export interface RangeGuard<Branded extends Brand<RangeRule>> extends Guard<Branded> {
  readonly min: RuleOf<Branded>["min"];
  readonly max: RuleOf<Branded>["max"];
}

/** A number that the guard of this name and of these bounds accepted. */
export type Decimal<Name extends string, Range extends Bounds> = number &
  Brand<DecimalRule<Name, Range>>;

/** A range of decimals, both bounds included. For 0.000001 <= min < max <= 1, see `DecimalAtLeast`. */
/* @__NO_SIDE_EFFECTS__ */
export function decimals<Name extends string, const Range extends Bounds>(
  name: Name,
  { min, max }: Range,
): RangeGuard<Decimal<Name, Range>> {
  const within = (value: number) => value >= min && value <= max;
  const rule = { problem: "is out of range", expected: `${min} to ${max}` } as const;
  return bounded(guard<Decimal<Name, Range>>(name, "number", rule, within), min, max);
}

/** An integer that the guard of this name and of these bounds accepted. */
export type Integer<Name extends string, Range extends Bounds> = number &
  Brand<IntegerRule<Name, Range>>;

/** A range of integers, both bounds included. For 0 <= min <= max <= 999. */
/* @__NO_SIDE_EFFECTS__ */
export function integers<Name extends string, const Range extends Bounds>(
  name: Name,
  { min, max }: Range,
): RangeGuard<Integer<Name, Range>> {
  const within = (value: number) => Number.isInteger(value) && value >= min && value <= max;
  const rule = {
    problem: "is out of range",
    expected: `an integer from ${min} to ${max}`,
  } as const;
  return bounded(guard<Integer<Name, Range>>(name, "number", rule, within), min, max);
}

/** An integer from 1 that the guard of this name accepted. */
export type PositiveInteger<Name extends string> = number & Brand<PositiveIntegerRule<Name>>;

/**
 * Integers from 1 that a number holds exactly. The compiler sees no difference beyond 2^53, where
 * literals are rounded before it looks at them: there the guard alone refuses.
 */
/* @__NO_SIDE_EFFECTS__ */
export function positiveIntegers<Name extends string>(
  name: Name,
): RangeGuard<PositiveInteger<Name>> {
  const rule = { problem: "is out of range", expected: "a positive integer" } as const;
  const accepts = (value: number) => Number.isSafeInteger(value) && value > 0;
  const made = guard<PositiveInteger<Name>>(name, "number", rule, accepts);
  return bounded(made, 1, Number.MAX_SAFE_INTEGER);
}

/* @__NO_SIDE_EFFECTS__ */
function bounded<Made extends object, Min, Max>(made: Made, min: Min, max: Max) {
  const both = Object.assign(made, { min, max });
  Object.freeze(both);
  return both;
}
