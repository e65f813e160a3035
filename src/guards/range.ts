import type { DecimalLaw, IntegerLaw } from "../types/law.js";
import { type Guard, guard } from "./guard.js";

/** The guard of a range: both bounds are accepted. */
interface Range<Min extends number, Max extends number> {
  readonly min: Min;
  readonly max: Max;
}

export interface DecimalRange<Name extends string, Min extends number, Max extends number>
  extends Guard<Name, DecimalLaw<Min, Max>>,
    Range<Min, Max> {}

export interface IntegerRange<Name extends string, Min extends number, Max extends number>
  extends Guard<Name, IntegerLaw<Min, Max>>,
    Range<Min, Max> {}

/** A range of decimals, both bounds included. For 0.000001 <= min < max <= 1, see `DecimalAtLeast`. */
export function decimals<Name extends string, Min extends number, Max extends number>(
  name: Name,
  min: Min,
  max: Max,
): DecimalRange<Name, Min, Max> {
  const within = (value: number) => value >= min && value <= max;
  const law = { problem: "is out of range", expected: `${min} to ${max}` } as const;
  return Object.assign(guard<Name, DecimalLaw<Min, Max>>(name, "number", law, within), {
    min,
    max,
  });
}

/** A range of integers, both bounds included. For 0 <= min <= max <= 999. */
export function integers<Name extends string, Min extends number, Max extends number>(
  name: Name,
  min: Min,
  max: Max,
): IntegerRange<Name, Min, Max> {
  const within = (value: number) => Number.isInteger(value) && value >= min && value <= max;
  const law = { problem: "is out of range", expected: `an integer from ${min} to ${max}` } as const;
  return Object.assign(guard<Name, IntegerLaw<Min, Max>>(name, "number", law, within), {
    min,
    max,
  });
}
