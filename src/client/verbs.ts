import type { Outcome } from "../http/ending.js";
import type { Rows } from "../model/row.js";
import { type Failed, inWords } from "./named-failure.js";
import { OptionError } from "./options.js";
import { RequestError, type RequestErrorCode } from "./request-error.js";
import type { Settings } from "./settings.js";

/** What is asked of a stored flow. */
export type Verb = "read" | "change" | "delete";

/** What became of the flow, or of the wish to read it. */
const aftermath = {
  read: {
    "not-sent": "nothing was read",
    rejected: "nothing was read",
    unknown: "nothing was read",
    applied: "nothing was read",
  },
  change: {
    "not-sent": "the flow was not changed",
    rejected: "the flow was not changed",
    unknown: "the flow may have been changed",
    applied: "the flow was changed",
  },
  delete: {
    "not-sent": "the flow was not deleted",
    rejected: "the flow was not deleted",
    unknown: "the flow may have been deleted",
    applied: "the flow was deleted",
  },
} as const satisfies Record<Verb, Record<Outcome, string>>;

/** What was asked, and of what an error must not repeat the texts. */
export interface Asked {
  readonly verb: Verb;
  readonly settings: Settings;
  readonly rows?: Rows;
  readonly body?: unknown;
}

/** The error that says what a failed request means for a stored flow. */
export function requestError(failed: Failed<RequestErrorCode>, asked: Asked): RequestError {
  const { verb, settings, rows = {}, body } = asked;
  const { sentence, ...failure } = inWords(failed, { token: settings.token, rows, body });
  const isInUse = failure.code === "CONFLICT" && failure.serverCode === "Conflict";
  const code = isInUse && verb !== "read" ? "ACTIVE_USERS" : failure.code;
  return new RequestError(sentence, { ...failure, code }, aftermath[verb][failure.outcome]);
}

/** What `check` returns. Throws a `RequestError` if it finds an option that can't be used. */
export function checkingFor<Result>(verb: Verb, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const failure = { code: error.code, outcome: "not-sent", attempts: 0 } as const;
    throw new RequestError(error.message, failure, aftermath[verb]["not-sent"]);
  }
}
