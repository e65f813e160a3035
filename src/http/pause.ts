import { onAbort } from "./on-abort.js";

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      unwatch?.();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const unwatch = signal && onAbort(signal, end);
    if (signal?.aborted) end();
  });
}
