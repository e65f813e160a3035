import type { Answer, Failure, Outcome } from "../http/ending.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import type { Rows } from "../model/row.js";
import { privateTexts } from "./private-texts.js";
import type { RequestErrorCode, RequestFailure, SubmitErrorCode } from "./request-error.js";
import { serverText } from "./server-text.js";
import { serverWords } from "./server-words.js";
import { type Reconcile, SubmitError } from "./submit-error.js";

/** What is known of the flow, whatever becomes of the request. */
export interface Known {
  readonly token: string;
  readonly type: FlowType;
  readonly body: AnyFlowBody;
  readonly outcome?: Outcome | undefined;
  readonly reconcile: Reconcile;
}

/** A failure of HTTP, or an answer that the API doesn't give. */
export interface Failed<Code = SubmitErrorCode> extends Omit<Failure, "code"> {
  readonly code: Code;
  readonly attempts: number;
}

/** The error that says what a failed submit means for the flow. */
export function namedFailure(failed: Failed, known: Known): SubmitError {
  const { token, type, body, outcome = failed.outcome, reconcile } = known;
  const { sentence, ...failure } = inWords(failed, { token, rows: type.rows, body });
  return new SubmitError(sentence, { ...failure, outcome }, reconcile);
}

/** What an error must not repeat, and the rows that name the fields. */
interface Sent {
  readonly token: string;
  readonly rows: Rows;
  readonly body: unknown;
}

/** A failure with what the server says, as it can be repeated. */
export function inWords<Code extends RequestErrorCode>(
  { body, reason, ...failure }: Failed<Code>,
  sent: Sent,
): RequestFailure & { readonly code: Code; readonly sentence: string } {
  const say = serverText(sent.token, privateTexts(sent.rows, sent.body));
  const { text, ...words } = serverWords(body ?? "", sent.rows, say);
  const requestId = say(failure.requestId ?? "") || undefined;
  const sentence = text ? `${reason} (${text})` : reason;
  return { ...failure, ...words, requestId, sentence };
}

/** A 2xx whose body isn't what the API answers: nothing of that body is repeated. */
export function badResponse(
  reason: string,
  { body: _, ...head }: Answer & { readonly attempts: number },
): Failed {
  return { ...head, code: "BAD_RESPONSE", outcome: "applied", reason };
}
