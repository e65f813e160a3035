import { match, P } from "ts-pattern";
import type { ServerIssue } from "../submit-error.js";
import { builderPath } from "../table/builder-path.js";
import { parse } from "./decode.js";
import { serverText } from "./server-text.js";

/** What the server says of a refusal. */
interface ServerWords {
  readonly text?: string | undefined;
  readonly serverCode?: string | undefined;
  readonly issues?: readonly ServerIssue[] | undefined;
}

/** A flow has fewer fields. */
const mostIssues = 100;

interface ErrorBody {
  readonly message: string;
  readonly code?: string | undefined;
  readonly details?: readonly unknown[] | undefined;
}

const errorBody = {
  message: P.string,
  code: P.optional(P.string),
  details: P.optional(P.array(P.any)),
};

/** Reads the error bodies that Verifik documents. Never repeats the token. */
export function serverWords(body: string, token: string): ServerWords {
  const say = (text: string) => serverText(text, token);
  const wordsOf = ({ message, code, details = [] }: ErrorBody): ServerWords => ({
    text: say(message),
    serverCode: say(codeIn(message) ?? code ?? "") || undefined,
    issues: details.slice(0, mostIssues).flatMap((detail) => issueOf(detail, say)),
  });
  return match(parse(body))
    .returnType<ServerWords>()
    .with({ error: errorBody }, ({ error }) => wordsOf(error))
    .with({ error: P.string, message: P.string }, ({ error, message }) => ({
      text: say(error),
      serverCode: say(message),
    }))
    .with(errorBody, wordsOf)
    .with({ error: P.string }, ({ error }) => ({ text: say(error) }))
    .otherwise(() => ({}));
}

/** `{ code: "NotFound", message: "404:record_not_found" }` has the exact code in its message. */
function codeIn(message: string): string | undefined {
  return /^\d{3}:(\w+)$/.exec(message)?.[1];
}

function issueOf(detail: unknown, say: (text: string) => string): readonly ServerIssue[] {
  return match(detail)
    .with({ field: P.string, message: P.string }, ({ field, message }) => [
      { path: say(builderPath(field)), message: say(message) },
    ])
    .otherwise(() => []);
}
