/** Clocks are good to a second or two; no process stores more flows in that time. */
const most = 10_000;

const results = new Set<string>();

/** Remembers that a request of this process created the flow: it's no other request's. */
export function addResult(server: string, id: string): void {
  results.add(`${server} ${id}`);
  const [oldest] = results;
  if (results.size > most && oldest !== undefined) results.delete(oldest);
}

/** Whether the flow is known to be what a request of this process created. */
export function isResult(server: string, id: string): boolean {
  return results.has(`${server} ${id}`);
}
