import { budget } from "../../measure/budget.js";
import { runPlainly } from "../measure/plain-node.js";
import { startServer } from "../measure/start-server.js";
import type { SubmitAllTimes } from "../plain/submit-all.js";
import type { Waiting } from "../plain/waiting.js";
import { count, type Row, timeRatio } from "../row.js";

/** Many submits to a server on loopback, some at a time. */
export async function submitAll(): Promise<readonly Row[]> {
  using server = await startServer();
  const { submitAll, loop } = await runPlainly<SubmitAllTimes>("submit-all", server.url);
  const { thousand, tenThousand } = await runPlainly<Waiting>("waiting", server.url);
  const forEach = Math.max(0, Math.round((tenThousand - thousand) / 9_000));
  return [
    timeRatio("submitAll, 10,000 flows", "a loop of fetch", [submitAll, loop]),
    count("bytes kept for each flow that waits", forEach, budget.waitingBytes),
  ];
}
