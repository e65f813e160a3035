import type { Answer, Failure, Outcome } from "../http/ending.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import { privateTexts } from "./private-texts.js";
import { serverText } from "./server-text.js";
import { serverWords } from "./server-words.js";
import { type Reconcile, SubmitError, type SubmitErrorCode } from "./submit-error.js";

/** What is known of the flow, whatever becomes of the request. */
export interface Known {
  readonly token: string;
  readonly type: FlowType;
  readonly body: AnyFlowBody;
  readonly outcome?: Outcome | undefined;
  readonly reconcile: Reconcile;
}

/** A failure of HTTP, or an answer that the API doesn't give. */
export interface Failed extends Omit<Failure, "code"> {
  readonly code: SubmitErrorCode;
  readonly attempts: number;
}

/** The error that says what a failed request means for the flow. */
export function namedFailure({ body, reason, ...failure }: Failed, known: Known): SubmitError {
  const { rows } = known.type;
  const say = serverText(known.token, privateTexts(rows, known.body));
  const { text, ...words } = serverWords(body ?? "", rows, say);
  const requestId = say(failure.requestId ?? "") || undefined;
  const outcome = known.outcome ?? failure.outcome;
  const sentence = text ? `${reason} (${text})` : reason;
  return new SubmitError(sentence, { ...failure, ...words, requestId, outcome }, known.reconcile);
}

/** A 2xx whose body isn't what the API answers: nothing of that body is repeated. */
export function badResponse(
  reason: string,
  { body: _, ...head }: Answer & { readonly attempts: number },
): Failed {
  return { ...head, code: "BAD_RESPONSE", outcome: "applied", reason };
}
