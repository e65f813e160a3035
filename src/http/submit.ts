import type { FlowBody } from "../builder/body.js";
import { type Outcome, SubmitError, type SubmitFailure } from "../submit-error.js";
import type { Client } from "./client.js";
import { Deadline } from "./deadline.js";
import { decodeStoredFlow } from "./decode.js";
import { networkFailure } from "./network-failure.js";
import type { SubmitOptions } from "./options.js";
import { BodyTooLarge, readBody } from "./read-body.js";
import { retryAfterMs } from "./retry-after.js";
import { serverWords } from "./server-words.js";
import { type Settings, settingsOf } from "./settings.js";
import { isSuccess, verdictOf } from "./statuses.js";
import type { StoredFlow } from "./stored-flow.js";
import { post } from "./transport.js";

interface Call {
  readonly settings: Settings;
  readonly deadline: Deadline;
  readonly body: string;
  /** How often a connection was tried. */
  attempts: number;
}

/** Sends the body once. Whatever fails, fails as a `SubmitError` that says what became of the flow. */
export async function submit(body: FlowBody, options: SubmitOptions | Client): Promise<StoredFlow> {
  const settings = settingsOf(options);
  const deadline = new Deadline(settings.timeout, settings.signal);
  const call: Call = { settings, deadline, body: JSON.stringify(body), attempts: 0 };
  try {
    const response = await send(call);
    return isSuccess(response.status)
      ? await storedFlow(response, call)
      : await refusal(response, call);
  } finally {
    deadline.release();
  }
}

/** Tries again only while no connection could be made, so that at most one request leaves. */
async function send(call: Call): Promise<Response> {
  const { settings, deadline } = call;
  for (;;) {
    if (deadline.cause) throw ended(call, "not-sent");
    call.attempts += 1;
    try {
      return await deadline.race(post(settings, call.body, deadline.signal));
    } catch (error) {
      if (deadline.cause) throw ended(call, "unknown");
      const { reason, ...failure } = networkFailure(error);
      const failed = fail(call, reason, failure);
      if (failure.code !== "CONNECT_FAILED" || call.attempts > settings.retries) throw failed;
      await pause(call, failed);
    }
  }
}

const firstPause = 100;

/** Waits longer after each attempt, at random, so that many callers do not come back together. */
async function pause(call: Call, failed: SubmitError): Promise<void> {
  try {
    await call.deadline.wait(Math.random() * firstPause * 2 ** call.attempts);
  } catch {
    throw call.deadline.cause === "ABORTED" ? ended(call, "not-sent") : failed;
  }
}

async function storedFlow(response: Response, call: Call): Promise<StoredFlow> {
  const head = { ...headOf(response), outcome: "applied" } as const;
  const body = await readBody(response, call.deadline).catch((error: unknown) => {
    if (call.deadline.cause) throw ended(call, "applied", head);
    if (error instanceof BodyTooLarge) {
      throw fail(call, "the answer is larger than any answer of the API", {
        ...head,
        code: "TOO_LARGE",
      });
    }
    throw fail(call, "the connection was lost in the middle of the answer", {
      ...head,
      code: "TRUNCATED",
    });
  });
  const flow = decodeStoredFlow(body);
  if (flow) return flow;
  throw fail(call, "the answer is no stored flow", { ...head, code: "BAD_RESPONSE" });
}

async function refusal(response: Response, call: Call): Promise<never> {
  const verdict = verdictOf(response.status);
  const head = headOf(response);
  const body = await readBody(response, call.deadline).catch(() => "");
  if (call.deadline.cause) throw ended(call, verdict.outcome, head);
  const { text, serverCode } = serverWords(body, call.settings.token);
  const reason = `the server answered ${response.status}${text ? ` (${text})` : ""}`;
  throw fail(call, reason, { ...verdict, ...head, serverCode });
}

function headOf({ status, headers }: Response) {
  return {
    status,
    requestId: headers.get("x-request-id") ?? undefined,
    retryAfterMs: retryAfterMs(headers),
  };
}

/** The deadline came. */
function ended(call: Call, outcome: Outcome, head: Partial<SubmitFailure> = {}): SubmitError {
  const { deadline, settings } = call;
  if (deadline.cause === "ABORTED") {
    return fail(call, "the signal was aborted", { ...head, code: "ABORTED", outcome });
  }
  return fail(call, `there was no answer in ${settings.timeout} ms`, {
    ...head,
    code: "TIMEOUT",
    outcome,
  });
}

function fail(call: Call, reason: string, failure: Omit<SubmitFailure, "attempts">): SubmitError {
  return new SubmitError(reason, { ...failure, attempts: call.attempts });
}
