import { median } from "./measure/statistics.js";

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** What it is measured against, on the same work. */
  readonly against: string;
  readonly measured: string;
  readonly budget: string;
  /** Whether the budget is met, where there is one. */
  readonly met?: boolean;
}

/** Of this and of what it is measured against: a time, in seconds, for each round. */
export type Times = readonly [own: readonly number[], others: readonly number[]];

export function count(what: string, value: number, atMost?: number): Row {
  return { what, against: "", measured: `${value}`, ...judged(value, atMost, String) };
}

export function size(what: string, bytes: number, atMost?: number): Row {
  return { what, against: "", measured: kilobytes(bytes), ...judged(bytes, atMost, kilobytes) };
}

export function fact(what: string, measured: string, budget: string, met: boolean): Row {
  return { what, against: "", measured, budget, met };
}

export function ratio(what: string, against: string, value: number, atMost?: number): Row {
  return { what, against, measured: times(value), ...judged(value, atMost, times) };
}

/** The median of the rounds' ratios: what slows a round down slows both. */
export function timeRatio(
  what: string,
  against: string,
  [own, others]: Times,
  atMost?: number,
): Row {
  const ratios = own.map((time, round) => time / (others[round] ?? Number.NaN));
  const row = ratio(what, against, median(ratios), atMost);
  const medians = [own, others].map((seconds) => duration(median(seconds))).join(" / ");
  return { ...row, measured: `${row.measured} (${medians})` };
}

function judged(value: number, atMost: number | undefined, show: (value: number) => string) {
  if (atMost === undefined) return { budget: "" };
  return { budget: `${show(atMost)} or less`, met: value <= atMost };
}

function times(value: number): string {
  return `${value.toFixed(2)}x`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function duration(seconds: number): string {
  if (seconds < 1e-3) return `${(seconds * 1e6).toFixed(1)} µs`;
  return seconds < 1 ? `${(seconds * 1e3).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
}
