import { Deadline } from "./deadline.js";
import {
  type Answer,
  type Ending,
  type Failure,
  type Head,
  isFailure,
  type Outcome,
} from "./ending.js";
import { networkFailure } from "./network-failure.js";
import { BodyTooLarge, readBody } from "./read-body.js";
import type { HttpRequest, HttpSettings } from "./request.js";
import { retryAfterMs } from "./retry-after.js";
import { isSuccess, verdictOf } from "./statuses.js";
import { transmit } from "./transport.js";

/**
 * Sends a request and reads the answer, in one time limit. Sends it again only if it is known that
 * the server did not process it. Never throws: what fails is an ending too.
 */
export async function exchange(settings: HttpSettings, request: HttpRequest): Promise<Ending> {
  const call = new Call(settings, request);
  try {
    return await call.end();
  } finally {
    call.deadline.release();
  }
}

const firstPause = 100;
const longestPause = 60_000;

/** One call: it has one end, and may try more than one connection. */
class Call {
  readonly deadline: Deadline;
  #attempts = 0;
  #sentAt = Date.now();
  #receivedAt = Date.now();

  constructor(
    readonly settings: HttpSettings,
    readonly request: HttpRequest,
  ) {
    this.deadline = new Deadline(settings.timeout, settings.signal);
  }

  async end(): Promise<Ending> {
    if (this.deadline.cause) return this.#ending(this.#cutOff("not-sent"));
    for (;;) {
      this.#attempts += 1;
      const before = this.deadline.remaining;
      const result = await this.#attempt();
      const pause = this.#pauseAfter(result, before - this.deadline.remaining);
      if (pause === undefined || !isFailure(result)) return this.#ending(result);
      const waited = await this.deadline.wait(pause);
      if (!waited) return this.#ending(this.#cutOff(result.outcome));
    }
  }

  #ending<Result extends Answer | Failure>(result: Result) {
    return {
      ...result,
      attempts: this.#attempts,
      sentAt: this.#sentAt,
      receivedAt: this.#receivedAt,
    };
  }

  async #attempt(): Promise<Answer | Failure> {
    const { deadline, settings, request } = this;
    let response: Response;
    this.#sentAt = Date.now();
    try {
      response = await deadline.race(transmit(settings, request, deadline.signal));
    } catch (error) {
      return deadline.cause ? this.#cutOff("unknown") : networkFailure(error);
    }
    this.#receivedAt = Date.now();
    return isSuccess(response.status) ? this.#accepted(response) : this.#refused(response);
  }

  async #accepted(response: Response): Promise<Answer | Failure> {
    const head = headOf(response);
    const failed = { ...head, outcome: "applied" } as const;
    try {
      return { ...head, body: await readBody(response, this.deadline) };
    } catch (error) {
      if (this.deadline.cause) return this.#cutOff("applied", head);
      if (error instanceof BodyTooLarge)
        return { ...failed, code: "TOO_LARGE", reason: error.message };
      const reason = "the connection was lost in the middle of the answer";
      return { ...failed, code: "TRUNCATED", reason };
    }
  }

  async #refused(response: Response): Promise<Failure> {
    const head = headOf(response);
    const verdict = verdictOf(response.status);
    const body = await readBody(response, this.deadline).catch(() => "");
    if (this.deadline.cause) return this.#cutOff(verdict.outcome, head);
    return { ...head, ...verdict, reason: `the server answered ${response.status}`, body };
  }

  /** What the time limit or the caller's signal made of the call. */
  #cutOff(outcome: Outcome, head?: Head): Failure {
    if (this.deadline.cause === "ABORTED") {
      return { ...head, code: "ABORTED", outcome, reason: "the signal was aborted" };
    }
    const reason = `there was no answer in ${this.settings.timeout} ms`;
    return { ...head, code: "TIMEOUT", outcome, reason };
  }

  /**
   * How long to wait before the next attempt; `undefined` if there is to be none. There is none that
   * would not come to its end in time if it took as long as this one: cut off, it would leave the
   * outcome in doubt.
   */
  #pauseAfter(result: Answer | Failure, took: number): number | undefined {
    if (!isFailure(result) || this.#attempts > this.settings.retries) return undefined;
    const pause = this.#wantedPause(result);
    if (pause === undefined || pause > longestPause) return undefined;
    return pause + took < this.deadline.remaining ? pause : undefined;
  }

  #wantedPause({ code, retryAfterMs }: Failure): number | undefined {
    // At random, so that many callers don't come back together.
    if (code === "CONNECT_FAILED") return Math.random() * firstPause * 2 ** this.#attempts;
    return code === "RATE_LIMITED" && this.settings.retryRateLimited ? retryAfterMs : undefined;
  }
}

function headOf({ status, headers }: Response): Head {
  const requestId = headers.get("x-request-id") ?? undefined;
  const date = Date.parse(headers.get("date") ?? "");
  return {
    status,
    requestId,
    retryAfterMs: retryAfterMs(headers),
    date: Number.isNaN(date) ? undefined : date,
  };
}
