import type { Failure, Head, Outcome } from "../http/ending.js";
import type { Rows } from "../model/row.js";
import { serverText } from "./server-text.js";
import { serverWords } from "./server-words.js";
import { type Reconcile, SubmitError } from "./submit-error.js";

/** What is known of the flow, whatever becomes of the request. */
interface Known {
  readonly token: string;
  readonly rows: Rows;
  readonly outcome?: Outcome;
  readonly reconcile?: Reconcile;
}

/** The error that says what a failed request means for the flow. */
export function namedFailure(
  { body, reason, ...failure }: Failure & { readonly attempts: number },
  known: Known,
): SubmitError {
  const say = (text: string) => serverText(text, known.token);
  const { text, ...words } = serverWords(body ?? "", known.rows, say);
  const requestId = say(failure.requestId ?? "") || undefined;
  const outcome = known.outcome ?? failure.outcome;
  const sentence = text ? `${reason} (${text})` : reason;
  return new SubmitError(sentence, { ...failure, ...words, requestId, outcome }, known.reconcile);
}

/** The error of a 2xx whose body is not what the API answers. */
export function badResponse(
  reason: string,
  { status, requestId, retryAfterMs, attempts }: Head & { readonly attempts: number },
  { token, outcome = "applied", reconcile }: Known,
): SubmitError {
  const head = { status, requestId: serverText(requestId ?? "", token) || undefined, retryAfterMs };
  return new SubmitError(reason, { code: "BAD_RESPONSE", outcome, ...head, attempts }, reconcile);
}
