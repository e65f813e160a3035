/** The value that the given share of the values lies below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.floor(sorted.length * share)];
  if (value === undefined) throw new Error("there are no values");
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
