import { builderPath } from "../model/builder-path.js";
import type { Rows } from "../model/row.js";
import { fieldOf, parseJson } from "./json.js";
import type { ServerIssue } from "./submit-error.js";

/** What the server says of a refusal. */
interface ServerWords {
  readonly text?: string | undefined;
  readonly serverCode?: string | undefined;
  readonly issues?: readonly ServerIssue[] | undefined;
}

/** A flow has fewer fields. */
const mostIssues = 100;

type Say = (text: string) => string;

/**
 * Reads the error bodies that Verifik documents: `{ error }`, `{ error, message }` with the code in
 * `message`, and `{ message, code, details }`, bare or in `error`. What `say` makes of the server's
 * words is kept.
 */
export function serverWords(body: string, rows: Rows, say: Say): ServerWords {
  const parsed = parseJson(body);
  const error = fieldOf(parsed, "error");
  const message = fieldOf(parsed, "message");
  if (isErrorBody(error)) return wordsOf(error, rows, say);
  if (typeof error === "string" && typeof message === "string") {
    return { text: say(error), serverCode: say(message) };
  }
  if (isErrorBody(parsed)) return wordsOf(parsed, rows, say);
  return typeof error === "string" ? { text: say(error) } : {};
}

interface ErrorBody {
  readonly message: string;
  readonly code?: string;
  readonly details?: readonly unknown[];
}

function isErrorBody(value: unknown): value is ErrorBody {
  const code = fieldOf(value, "code") ?? "";
  const details = fieldOf(value, "details") ?? [];
  const message = fieldOf(value, "message");
  return typeof message === "string" && typeof code === "string" && Array.isArray(details);
}

function wordsOf({ message, code, details = [] }: ErrorBody, rows: Rows, say: Say): ServerWords {
  return {
    text: say(message),
    serverCode: say(codeIn(message) ?? code ?? "") || undefined,
    issues: details.slice(0, mostIssues).flatMap((detail) => issueOf(detail, rows, say)),
  };
}

/** `{ code: "NotFound", message: "404:record_not_found" }` has the exact code in its message. */
function codeIn(message: string): string | undefined {
  return /^\d{3}:(\w+)$/.exec(message)?.[1];
}

function issueOf(detail: unknown, rows: Rows, say: Say): readonly ServerIssue[] {
  const field = fieldOf(detail, "field");
  const message = fieldOf(detail, "message");
  if (typeof field !== "string" || typeof message !== "string") return [];
  return [{ path: say(builderPath(rows, field)), message: say(message) }];
}
