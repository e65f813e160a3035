import type { FailureCode, Outcome } from "../http/ending.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { OptionErrorCode } from "./options.js";

/** How a submit failed. `docs/errors.md` has a row for each. */
export type SubmitErrorCode =
  | OptionErrorCode
  | "JOURNAL_FAILED"
  | FailureCode
  | "BAD_RESPONSE"
  | "IN_DOUBT";

/** How {@link SubmitError.reconcile} looks. */
export interface ReconcileOptions {
  /** How long looking may take, in milliseconds. Default: the `timeout` of the submit. */
  readonly timeout?: number;
  /** Ends the look-up early. The signal of the submit doesn't. */
  readonly signal?: AbortSignal | undefined;
}

/** Looks for what a failed submit left behind; its own failures have the outcome that is known. */
export type Reconcile = (
  known: Outcome,
  options: ReconcileOptions,
) => Promise<readonly AnyStoredFlow[]>;

/** What the server says about one field. */
export interface ServerIssue {
  /** The field, in the builder's own words: `document.minScore`. */
  readonly path: string;
  readonly message: string;
}

/** What is known of a failed submit besides the sentence. */
export interface SubmitFailure {
  readonly code: SubmitErrorCode;
  readonly outcome: Outcome;
  /** The HTTP status, if an answer came. */
  readonly status?: number | undefined;
  /** The code in the server's error body. */
  readonly serverCode?: string | undefined;
  /** What the server says about single fields. */
  readonly issues?: readonly ServerIssue[] | undefined;
  /** The `x-request-id` of the answer, for Verifik's support. */
  readonly requestId?: string | undefined;
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** How often the request was tried. Only the last attempt may have been processed. */
  readonly attempts: number;
  /** The error behind it, without anything of the request. */
  readonly cause?: Error | undefined;
}

const aftermath = {
  "not-sent": "nothing was sent",
  rejected: "the flow was not created",
  unknown: "the flow may exist",
  applied: "the flow exists",
} as const satisfies Record<Outcome, string>;

/**
 * A submit that failed: `code` says how, `outcome` says whether the flow exists now.
 *
 * ```ts
 * onboarding.submit({ token }).catch(async (error) => {
 *   if (error instanceof SubmitError && error.outcome === "unknown") log(await error.reconcile());
 * });
 * ```
 */
export class SubmitError extends Error implements SubmitFailure {
  override readonly name = "SubmitError";
  readonly code: SubmitErrorCode;
  readonly outcome: Outcome;
  declare readonly status?: number;
  declare readonly serverCode?: string;
  readonly issues: readonly ServerIssue[];
  declare readonly requestId?: string;
  declare readonly retryAfterMs?: number;
  declare readonly cause?: Error;
  readonly attempts: number;
  readonly #reconcile: Reconcile | undefined;

  constructor(reason: string, failure: SubmitFailure, reconcile?: Reconcile) {
    const { cause } = failure;
    super(`${failure.code}: ${reason}; ${aftermath[failure.outcome]}`, cause && { cause });
    this.code = failure.code;
    this.outcome = failure.outcome;
    for (const name of ["status", "serverCode", "requestId", "retryAfterMs"] as const) {
      if (failure[name] !== undefined) Object.assign(this, { [name]: failure[name] });
    }
    this.issues = failure.issues ?? [];
    this.attempts = failure.attempts;
    this.#reconcile = reconcile;
  }

  /**
   * Lists the project's flows of that type and returns those that were created since the request left
   * and hold everything you sent, the most similar first. It only reads. After `not-sent` and `rejected`
   * it returns an empty list without a request.
   *
   * An empty list can mean "not yet": after a time limit, the server may still be at work. More than one
   * flow means that equal flows were created at the same time.
   *
   * Rejects with a `SubmitError` of the same outcome if it can't list the flows.
   *
   * `const candidates = await error.reconcile()`
   * → `[{ "_id": "507f1f77bcf86cd799439011", "type": "onboarding", … }]`
   */
  async reconcile(options: ReconcileOptions = {}): Promise<readonly AnyStoredFlow[]> {
    if (this.outcome === "not-sent" || this.outcome === "rejected") return [];
    if (!this.#reconcile) throw this; // without a token that can be used, nobody can look
    return this.#reconcile(this.outcome, options);
  }
}
