/** Prints what `submitAll` keeps in memory while flows wait for their turn. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createClient, type Flow, flow } from "verifik-flow";
import { token } from "../samples/request.js";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const [, , baseUrl = ""] = process.argv;
const onboarding = flow().project("507f1f77bcf86cd799439013");

/** What is kept beyond the flows themselves, in bytes, when the first hundred are done. */
export interface Waiting {
  readonly thousand: number;
  readonly tenThousand: number;
}

await keptBy(1_000); // connected and compiled by now
const waiting: Waiting = { thousand: await keptBy(1_000), tenThousand: await keptBy(10_000) };
console.log(JSON.stringify(waiting));
process.exit(); // connections that are kept alive would keep the process

async function keptBy(count: number): Promise<number> {
  const flows: Flow[] = Array.from({ length: count }, () => onboarding);
  const before = heap();
  const controller = new AbortController();
  let during = 0;
  const onProgress = ({ done }: { readonly done: number }) => {
    if (during > 0 || done !== 100) return;
    during = heap();
    controller.abort();
  };
  const client = createClient({ baseUrl, token, signal: controller.signal });
  await client.submitAll(flows, { onProgress });
  return during - before;
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
