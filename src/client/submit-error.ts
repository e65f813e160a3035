import type { Outcome } from "../http/ending.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { RequestError, type RequestFailure, type SubmitErrorCode } from "./request-error.js";

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

/** What is known of a failed submit besides the sentence. */
export interface SubmitFailure extends RequestFailure {
  readonly code: SubmitErrorCode;
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
export class SubmitError extends RequestError implements SubmitFailure {
  override readonly name = "SubmitError";
  declare readonly code: SubmitErrorCode;
  readonly #reconcile: Reconcile | undefined;

  constructor(reason: string, failure: SubmitFailure, reconcile?: Reconcile) {
    super(reason, failure, aftermath[failure.outcome]);
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
