/** Milliseconds since 1970, by a clock that nobody sets while the process runs. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** What that clock showed at a time of the machine's own clock, by which other processes go too. */
export function onClock(time: number): number {
  return time + now() - Date.now();
}
