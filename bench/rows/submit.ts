import { budget } from "../../measure/budget.js";
import { runPlainly } from "../measure/plain-node.js";
import { startServer } from "../measure/start-server.js";
import type { SubmitTimes } from "../plain/submit.js";
import { type Row, timeRatio } from "../row.js";

const against = {
  fetch: budget.submitOverFetch,
  axios: undefined,
  ky: undefined,
} as const;

/** Single submits to a server on loopback, over a connection that is kept alive. */
export async function submit(): Promise<readonly Row[]> {
  using server = await startServer();
  const times = await runPlainly<SubmitTimes>("submit", server.url);
  return (["p50", "p99"] as const).flatMap((share) =>
    (["fetch", "axios", "ky"] as const).map((other) =>
      timeRatio(
        `submit, ${share}`,
        other,
        [[times.submit[share]], [times[other][share]]],
        against[other],
      ),
    ),
  );
}
