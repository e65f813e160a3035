import type { FailureCode, Outcome } from "../http/ending.js";
import type { OptionErrorCode } from "./options.js";

/** How what is asked of a stored flow failed, as no submit does. */
type StoredFlowErrorCode =
  /** People use the flow. */
  | "ACTIVE_USERS"
  /** It isn't the flow any more that the change was made for. */
  | "CHANGED_SINCE"
  /** Its type or its project is another. */
  | "OTHER_FLOW"
  /** The server accepted the change, and something else is stored. */
  | "NOT_STORED";

/** How a request failed. `docs/errors.md` has a row for each. */
export type RequestErrorCode =
  | OptionErrorCode
  | FailureCode
  | StoredFlowErrorCode
  | "JOURNAL_FAILED"
  | "BAD_RESPONSE"
  | "IN_DOUBT";

/** How a submit failed. */
export type SubmitErrorCode = Exclude<RequestErrorCode, StoredFlowErrorCode>;

/** What the server says about one field. */
export interface ServerIssue {
  /** The field, in the builder's own words: `document.minScore`. */
  readonly path: string;
  readonly message: string;
}

/** What is known of a failed request besides the sentence. */
export interface RequestFailure {
  readonly code: RequestErrorCode;
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
  /** How often the request was tried. Of a submit, only the last attempt may have been processed. */
  readonly attempts: number;
  /** The error behind it, without anything of the request. */
  readonly cause?: Error | undefined;
}

/**
 * A request that failed: `code` says how, `outcome` says whether what it asks for happened. That of a submit
 * is a {@link SubmitError}.
 *
 * ```ts
 * client.update(id, onboarding).catch((error) => {
 *   if (error instanceof RequestError) console.error(error.code, error.outcome);
 * });
 * ```
 */
export class RequestError extends Error implements RequestFailure {
  override readonly name: "RequestError" | "SubmitError" = "RequestError";
  readonly code: RequestErrorCode;
  readonly outcome: Outcome;
  declare readonly status?: number;
  declare readonly serverCode?: string;
  readonly issues: readonly ServerIssue[];
  declare readonly requestId?: string;
  declare readonly retryAfterMs?: number;
  declare readonly cause?: Error;
  readonly attempts: number;

  /** `aftermath` says what became of the flow: `the flow was not changed`. */
  constructor(reason: string, failure: RequestFailure, aftermath: string) {
    const { code, cause } = failure;
    super(
      `${code}: ${reason}; ${aftermath} (verifik-flow/docs/errors.md#${code})`,
      cause && { cause },
    );
    this.code = code;
    this.outcome = failure.outcome;
    for (const name of ["status", "serverCode", "requestId", "retryAfterMs"] as const) {
      if (failure[name] !== undefined) Object.assign(this, { [name]: failure[name] });
    }
    this.issues = failure.issues ?? [];
    this.attempts = failure.attempts;
  }
}
