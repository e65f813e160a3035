import { match } from "ts-pattern";
import { SubmitError } from "../submit-error.js";
import { Call, type Sent } from "./call.js";
import { networkFailure } from "./network-failure.js";
import { BodyTooLarge, readBody } from "./read-body.js";
import { retryAfterMs } from "./retry-after.js";
import { serverText } from "./server-text.js";
import { serverWords } from "./server-words.js";
import type { Settings } from "./settings.js";
import { isSuccess, verdictOf } from "./statuses.js";
import { transmit } from "./transport.js";

/** A 2xx that was read to its end. */
export interface Answer {
  readonly body: string;
  /** The error to throw if the body is not what the API answers. */
  unusable(reason: string): SubmitError;
}

/**
 * Sends a request and reads the answer, in one time limit. Sends it again only if it is known that
 * the server did not process it. Whatever fails, fails as a `SubmitError`.
 */
export async function exchange(settings: Settings, sent: Sent): Promise<Answer> {
  const call = new Call(settings, sent);
  try {
    for (;;) {
      const before = call.deadline.remaining;
      const result = await attempt(call).catch(asFailure);
      if (!(result instanceof SubmitError)) return result;
      await waitAfter(result, call, before - call.deadline.remaining);
    }
  } finally {
    call.deadline.release();
  }
}

function asFailure(error: unknown): SubmitError {
  if (error instanceof SubmitError) return error;
  throw error;
}

async function attempt(call: Call): Promise<Answer> {
  if (call.deadline.cause) throw call.ended("not-sent");
  const response = await send(call);
  return isSuccess(response.status) ? accepted(response, call) : refused(response, call);
}

async function send(call: Call): Promise<Response> {
  const { deadline, settings, sent } = call;
  call.attempts += 1;
  try {
    return await deadline.race(transmit(settings, sent, deadline.signal));
  } catch (error) {
    if (deadline.cause) throw call.ended("unknown");
    const { reason, code, outcome } = networkFailure(error);
    throw call.fail(reason, { code, outcome });
  }
}

async function accepted(response: Response, call: Call): Promise<Answer> {
  const head = { ...headOf(response, call), outcome: "applied" } as const;
  const unusable = (reason: string) => call.fail(reason, { ...head, code: "BAD_RESPONSE" });
  try {
    return { body: await readBody(response, call.deadline), unusable };
  } catch (error) {
    if (call.deadline.cause) throw call.ended("applied", head);
    if (error instanceof BodyTooLarge)
      throw call.fail(error.message, { ...head, code: "TOO_LARGE" });
    const reason = "the connection was lost in the middle of the answer";
    throw call.fail(reason, { ...head, code: "TRUNCATED" });
  }
}

async function refused(response: Response, call: Call): Promise<never> {
  const failure = { ...headOf(response, call), ...verdictOf(response.status) };
  const body = await readBody(response, call.deadline).catch(() => "");
  if (call.deadline.cause) throw call.ended(failure.outcome, failure);
  const { text, ...words } = serverWords(body, call.settings.token);
  const reason = `the server answered ${response.status}${text ? ` (${text})` : ""}`;
  throw call.fail(reason, { ...failure, ...words });
}

function headOf({ status, headers }: Response, { settings }: Call) {
  return {
    status,
    requestId: serverText(headers.get("x-request-id") ?? "", settings.token) || undefined,
    retryAfterMs: retryAfterMs(headers),
  };
}

const firstPause = 100;
const longestPause = 60_000;

/**
 * Waits for the next attempt, or throws the failure if there is to be none. There is none that would not
 * come to its end in time if it took as long as this one: cut off, it would leave the flow in doubt.
 */
async function waitAfter(failure: SubmitError, call: Call, took: number): Promise<void> {
  const pause = pauseAfter(failure, call);
  if (pause === undefined || pause > longestPause || pause + took >= call.deadline.remaining)
    throw failure;
  await call.deadline.wait(pause).catch(() => {
    throw call.ended(failure.outcome);
  });
}

/** At random, so that many callers do not come back together. `undefined` if nothing may be sent again. */
function pauseAfter({ code, retryAfterMs }: SubmitError, call: Call): number | undefined {
  if (call.attempts > call.settings.retries) return undefined;
  return match(code)
    .with("CONNECT_FAILED", () => Math.random() * firstPause * 2 ** call.attempts)
    .with("RATE_LIMITED", () => (call.settings.retryRateLimited ? retryAfterMs : undefined))
    .otherwise(() => undefined);
}
