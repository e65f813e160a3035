import type { FailureCode, Outcome } from "./ending.js";

/**
 * What happens to a request, for logs and traces. It holds no header, no body and no token.
 * - `attempt`: it is about to be sent.
 * - `answer`: the head of a response came, whatever its status.
 * - `retry`: it will be sent again after a pause.
 * - `failure`: it failed for good.
 */
export type RequestEvent = {
  /** The same number in every event of one request, and in no other's. */
  readonly request: number;
} & Happening;

export type Happening =
  | {
      readonly type: "attempt";
      /** 1 for the first. */
      readonly attempt: number;
      readonly method: string;
      readonly url: string;
    }
  | {
      readonly type: "answer";
      readonly attempt: number;
      readonly status: number;
      readonly requestId: string | undefined;
      /** Since the attempt began. */
      readonly durationMs: number;
    }
  | {
      readonly type: "retry";
      /** The one that failed. */
      readonly attempt: number;
      readonly code: FailureCode;
      readonly pauseMs: number;
    }
  | {
      readonly type: "failure";
      readonly code: FailureCode;
      readonly outcome: Outcome;
      readonly attempts: number;
    };

/** Tells the listener. What it throws, or rejects with later, is its own affair. */
export function tell(listener: (event: RequestEvent) => unknown, event: RequestEvent): void {
  try {
    Promise.resolve(listener(event)).catch(() => {});
  } catch {}
}
