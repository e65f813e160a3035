/** Clocks are good to a second or two; no process stores more flows in that time. */
const most = 10_000;

/** By server and id: the request that is known to have created the flow. */
const results = new Map<string, object>();

/** Remembers that a request of this process created the flow: it's no other request's. */
export function addResult(server: string, id: string, request: object): void {
  results.set(`${server} ${id}`, request);
  const [oldest] = results.keys();
  if (results.size > most && oldest !== undefined) results.delete(oldest);
}

/** Whether another request of this process is known to have created the flow. */
export function isAnothers(server: string, id: string, request: object): boolean {
  const known = results.get(`${server} ${id}`);
  return known !== undefined && known !== request;
}
