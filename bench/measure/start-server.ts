import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A server of stored flows, in a process of its own: what it does is no client's work. */
export async function startServer(): Promise<Disposable & { readonly url: string }> {
  const server = fork(join(import.meta.dirname, "flow-server.ts"));
  const [url] = await once(server, "message");
  return { url, [Symbol.dispose]: () => server.disconnect() };
}
