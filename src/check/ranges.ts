import type { Brand } from "./brand.js";
import { type Guard, guard } from "./guard.js";
import type { Bounds, DecimalRule, IntegerRule, PositiveIntegerRule } from "./rule.js";

/** A number that the guard of this name and of these bounds accepted. */
export type Decimal<Name extends string, Range extends Bounds> = number &
  Brand<DecimalRule<Name, Range>>;

/** The guard of a range of decimals: both bounds are accepted. */
export interface DecimalRange<Name extends string, Range extends Bounds, Branded>
  extends Guard<DecimalRule<Name, Range>, Branded> {
  readonly min: Range["min"];
  readonly max: Range["max"];
}

/** A range of decimals, both bounds included. For 0.000001 <= min < max <= 1, see `DecimalAtLeast`. */
/* @__NO_SIDE_EFFECTS__ */
export function decimals<Name extends string, const Range extends Bounds, Branded>(
  name: Name,
  { min, max }: Range,
): DecimalRange<Name, Range, Branded> {
  const within = (value: number) => value >= min && value <= max;
  const rule = { problem: "is out of range", expected: `${min} to ${max}` } as const;
  return bounded(guard<DecimalRule<Name, Range>, Branded>(name, "number", rule, within), min, max);
}

/** An integer that the guard of this name and of these bounds accepted. */
export type Integer<Name extends string, Range extends Bounds> = number &
  Brand<IntegerRule<Name, Range>>;

/** The guard of a range of integers: both bounds are accepted. */
export interface IntegerRange<Name extends string, Range extends Bounds, Branded>
  extends Guard<IntegerRule<Name, Range>, Branded> {
  readonly min: Range["min"];
  readonly max: Range["max"];
}

/** A range of integers, both bounds included. For 0 <= min <= max <= 999. */
/* @__NO_SIDE_EFFECTS__ */
export function integers<Name extends string, const Range extends Bounds, Branded>(
  name: Name,
  { min, max }: Range,
): IntegerRange<Name, Range, Branded> {
  const within = (value: number) => Number.isInteger(value) && value >= min && value <= max;
  const rule = {
    problem: "is out of range",
    expected: `an integer from ${min} to ${max}`,
  } as const;
  return bounded(guard<IntegerRule<Name, Range>, Branded>(name, "number", rule, within), min, max);
}

/** An integer from 1 that the guard of this name accepted. */
export type PositiveInteger<Name extends string> = number & Brand<PositiveIntegerRule<Name>>;

/** The guard of the integers from 1 that a number holds exactly. */
export interface PositiveIntegers<Name extends string, Branded>
  extends Guard<PositiveIntegerRule<Name>, Branded> {
  readonly min: number;
  readonly max: number;
}

/**
 * Integers from 1 that a number holds exactly. The compiler sees no difference beyond 2^53, where
 * literals are rounded before it looks at them: there the guard alone refuses.
 */
/* @__NO_SIDE_EFFECTS__ */
export function positiveIntegers<Name extends string, Branded>(
  name: Name,
): PositiveIntegers<Name, Branded> {
  const rule = { problem: "is out of range", expected: "a positive integer" } as const;
  const accepts = (value: number) => Number.isSafeInteger(value) && value > 0;
  const made = guard<PositiveIntegerRule<Name>, Branded>(name, "number", rule, accepts);
  return bounded(made, 1, Number.MAX_SAFE_INTEGER);
}

/* @__NO_SIDE_EFFECTS__ */
function bounded<Made extends object, Min, Max>(made: Made, min: Min, max: Max) {
  const both = Object.assign(made, { min, max });
  Object.freeze(both);
  return both;
}
