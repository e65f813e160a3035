import { Deadline } from "./deadline.js";

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const deadline = new Deadline(milliseconds, signal);
  await deadline.race(new Promise<never>(() => {})).catch(() => {});
  deadline.release();
}
