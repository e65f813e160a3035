import { type Outcome, type Reconcile, SubmitError, type SubmitFailure } from "../submit-error.js";
import { Deadline } from "./deadline.js";
import type { Settings } from "./settings.js";

/** What is sent. */
export interface Sent {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
  /** What is known of the flow, whatever becomes of this request. */
  readonly outcome?: Outcome;
  readonly reconcile?: Reconcile;
}

/** One call of the user's: it has one end, and may try more than one connection. */
export class Call {
  readonly deadline: Deadline;
  /** How often a connection was tried. */
  attempts = 0;

  constructor(
    readonly settings: Settings,
    readonly sent: Sent,
  ) {
    this.deadline = new Deadline(settings.timeout, settings.signal);
  }

  fail(reason: string, failure: Omit<SubmitFailure, "attempts">): SubmitError {
    const { outcome = failure.outcome, reconcile } = this.sent;
    return new SubmitError(reason, { ...failure, outcome, attempts: this.attempts }, reconcile);
  }

  /** The deadline came. */
  ended(outcome: Outcome, head: Partial<SubmitFailure> = {}): SubmitError {
    if (this.deadline.cause === "ABORTED") {
      return this.fail("the signal was aborted", { ...head, code: "ABORTED", outcome });
    }
    const reason = `there was no answer in ${this.settings.timeout} ms`;
    return this.fail(reason, { ...head, code: "TIMEOUT", outcome });
  }
}
