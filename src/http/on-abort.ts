/** The calls that wait on a signal, behind one listener: runtimes warn of signals with many. */
class Watch {
  readonly calls = new Set<() => void>();

  handleEvent(): void {
    for (const call of [...this.calls]) call();
  }
}

const watches = new WeakMap<AbortSignal, Watch>();

/** Calls back when the signal is aborted, until the function that it returns is called. */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  const watch = watches.get(signal) ?? new Watch();
  watches.set(signal, watch);
  watch.calls.add(call);
  signal.addEventListener("abort", watch); // adds it once
  return () => {
    watch.calls.delete(call);
    if (watch.calls.size === 0) signal.removeEventListener("abort", watch);
  };
}
