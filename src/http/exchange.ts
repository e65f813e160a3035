import { BadFetch } from "./bad-fetch.js";
import { now } from "./clock.js";
import { Deadline } from "./deadline.js";
import {
  type Answer,
  type Ending,
  type Failure,
  type Head,
  isFailure,
  type Outcome,
} from "./ending.js";
import { chainOf } from "./error-chain.js";
import { networkFailure } from "./network-failure.js";
import { BodyTooLarge, readBody } from "./read-body.js";
import type { HttpRequest, HttpSettings } from "./request.js";
import { type Happening, tell } from "./request-event.js";
import { retryAfterMs, serverDate } from "./retry-after.js";
import { repeats, type Secrets, safeCause } from "./safe-cause.js";
import { isSuccess, verdictOf } from "./statuses.js";
import { isRuntimes, transmit } from "./transport.js";

/**
 * Sends a request and reads the response, within one time limit. Sends it again only if the server is known
 * not to have processed it, or if processing it twice changes nothing. A failure is an ending too.
 */
export async function exchange(settings: HttpSettings, request: HttpRequest): Promise<Ending> {
  const call = new Call(settings, request);
  try {
    return await call.end();
  } finally {
    call.deadline.release();
  }
}

let requests = 0;

function nextNumber(): number {
  requests += 1;
  return requests;
}

const firstPause = 100;
const longestPause = 60_000;

/** Failures that may pass. What isn't a POST may be sent again after them. */
const passing = ["CONNECTION_LOST", "REQUEST_TIMEOUT", "SERVER_ERROR", "UNAVAILABLE", "TRUNCATED"];

/** One call: it has one end, and may try more than one connection. */
class Call {
  readonly deadline: Deadline;
  readonly #number = nextNumber();
  #attempts = 0;
  /** What is known by the attempts so far. */
  #known: Outcome = "not-sent";
  #sentAt: number | undefined;
  #receivedAt: number | undefined;

  constructor(
    readonly settings: HttpSettings,
    readonly request: HttpRequest,
  ) {
    this.deadline = new Deadline(settings.timeout, settings.signal);
  }

  async end(): Promise<Ending> {
    const { pacer } = this.settings;
    for (;;) {
      if (pacer) await this.deadline.hold(pacer.turn(this.deadline.signal));
      if (this.deadline.cause) return this.#ending(this.#cutOff(this.#known));
      const before = this.deadline.remaining;
      const result = await this.#attempt();
      const pause = this.#pauseAfter(result, before - this.deadline.remaining);
      if (pause === undefined || !isFailure(result)) return this.#ending(result);
      this.#tell(() => ({
        type: "retry",
        attempt: this.#attempts,
        code: result.code,
        pauseMs: pause,
      }));
      this.#known = this.#outcomeAfter(result);
      await this.deadline.wait(pause);
    }
  }

  #ending(result: Answer | Failure): Ending {
    const times = { attempts: this.#attempts, sentAt: this.#sentAt, receivedAt: this.#receivedAt };
    if (!isFailure(result)) return { ...result, ...times };
    const { code } = result;
    const outcome = this.#outcomeAfter(result);
    this.#tell(() => ({ type: "failure", code, outcome, attempts: times.attempts }));
    return { ...result, ...times, outcome };
  }

  /** An attempt that may have changed something isn't undone by a later one that was refused. */
  #outcomeAfter({ outcome }: Failure): Outcome {
    const known = this.#known;
    if (this.request.method === "GET" || outcome === "applied") return outcome;
    return known === "unknown" || known === "applied" ? known : outcome;
  }

  /** Makes the event only if somebody listens: every submit would pay for it. */
  #tell(happening: () => Happening): void {
    const { onEvent } = this.settings;
    if (onEvent) tell(onEvent, { request: this.#number, ...happening() });
  }

  async #attempt(): Promise<Answer | Failure> {
    const { deadline, settings, request } = this;
    this.#attempts += 1;
    this.#receivedAt = undefined;
    const { method, url } = request;
    this.#tell(() => ({ type: "attempt", attempt: this.#attempts, method, url }));
    this.#sentAt = now();
    try {
      const response = await deadline.race(transmit(settings, request, deadline.signal));
      return await this.#answered(response);
    } catch (error) {
      return deadline.cause ? this.#cutOff("unknown") : this.#unanswered(error);
    }
  }

  #answered(response: Response): Promise<Answer | Failure> {
    const head = headOf(response);
    const { status } = head;
    const receivedAt = now();
    this.#receivedAt = receivedAt;
    this.#tell(() => ({
      type: "answer",
      attempt: this.#attempts,
      status,
      requestId: repeats(head.requestId ?? "", this.#secrets) ? undefined : head.requestId,
      durationMs: receivedAt - (this.#sentAt ?? 0),
    }));
    return isSuccess(status) ? this.#accepted(response, head) : this.#refused(response, head);
  }

  #unanswered(error: unknown): Failure {
    if (!(error instanceof BadFetch)) {
      const { settings, request } = this;
      return networkFailure(error, request.url, this.#secrets, isRuntimes(settings.fetch));
    }
    return { code: "BAD_FETCH", outcome: "unknown", reason: error.message };
  }

  async #accepted(response: Response, head: Head): Promise<Answer | Failure> {
    try {
      return { ...head, body: await readBody(response, this.deadline) };
    } catch (error) {
      if (this.deadline.cause) return this.#cutOff("applied", head);
      return { ...head, outcome: "applied", ...this.#unread(error) };
    }
  }

  #unread(error: unknown): Pick<Failure, "code" | "reason" | "cause"> {
    if (error instanceof BodyTooLarge) return { code: "TOO_LARGE", reason: error.message };
    if (error instanceof BadFetch) return { code: "BAD_FETCH", reason: error.message };
    const reason = "the connection was lost in the middle of the response";
    return { code: "TRUNCATED", reason, cause: safeCause(chainOf(error), this.#secrets) };
  }

  get #secrets(): Secrets {
    return { token: this.settings.token, body: this.request.body ?? "" };
  }

  async #refused(response: Response, head: Head): Promise<Failure> {
    const verdict = verdictOf(head.status);
    const body = await readBody(response, this.deadline).catch(() => "");
    if (this.deadline.cause) return this.#cutOff(verdict.outcome, head);
    return { ...head, ...verdict, reason: `the server answered ${head.status}`, body };
  }

  /** The failure of a call that its time limit or the caller's signal ended. */
  #cutOff(outcome: Outcome, head?: Head): Failure {
    if (this.deadline.cause === "ABORTED") {
      return { ...head, code: "ABORTED", outcome, reason: "the signal was aborted" };
    }
    const reason = `the time limit of ${this.settings.timeout} ms was reached`;
    return { ...head, code: "TIMEOUT", outcome, reason };
  }

  /**
   * How long to wait before the next attempt, or `undefined` for no further attempt. One that would meet the
   * time limit if it took as long as this one isn't made: cut off, it would leave the outcome in doubt.
   */
  #pauseAfter(result: Answer | Failure, took: number): number | undefined {
    if (!isFailure(result)) return undefined;
    const pause = this.#wantedPause(result);
    if (pause === undefined || this.#attempts > this.settings.retries || pause > longestPause)
      return undefined;
    return pause + took < this.deadline.remaining ? pause : undefined;
  }

  #wantedPause({ code, retryAfterMs }: Failure): number | undefined {
    const { pacer, retryRateLimited } = this.settings;
    if (code === "RATE_LIMITED") {
      const pause = pacer ? pacer.rest(retryAfterMs) : retryAfterMs;
      return retryRateLimited ? pause : undefined;
    }
    const mayRepeat = this.request.method !== "POST" && passing.includes(code);
    if (code !== "CONNECT_FAILED" && !mayRepeat) return undefined;
    // At random, so that many callers don't come back together.
    return Math.max(retryAfterMs ?? 0, Math.random() * firstPause * 2 ** this.#attempts);
  }
}

function headOf({ status, headers }: Response): Head {
  const requestId = headers.get("x-request-id") ?? undefined;
  const date = serverDate(headers);
  return { status, requestId, retryAfterMs: retryAfterMs(headers), date };
}
