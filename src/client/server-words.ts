import { builderPath } from "../model/builder-path.js";
import { fieldOf, isJsonObject, parseJson } from "../model/json.js";
import type { Rows } from "../model/row.js";
import type { ServerIssue } from "./request-error.js";

/** What the server says of a refusal. */
interface ServerWords {
  readonly text?: string | undefined;
  readonly serverCode?: string | undefined;
  readonly issues: readonly ServerIssue[];
}

/** A flow has fewer fields. */
const mostIssues = 100;

type Say = (text: string) => string;

/**
 * Reads the error bodies that Verifik documents: `{ error }`, `{ error, message }` with the code in
 * `message`, and `{ message, code, details }`, bare or in `error`; and those of other servers on the
 * way: lists of messages, problem details, plain text. What `say` makes of the words is kept.
 */
export function serverWords(body: string, rows: Rows, say: Say): ServerWords {
  const json = parseJson(body);
  const parsed = json === undefined ? plainText(body) : json;
  const inner = fieldOf(parsed, "error");
  const said = isJsonObject(inner) ? inner : parsed;
  const issues = issuesIn(said).map(({ path, message }) => {
    return { path: say(builderPath(rows, path)), message: say(message) };
  });
  const details = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const text = say([sentenceIn(said), ...details].filter(Boolean).join("; "));
  const serverCode = say(codeIn(said) ?? "");
  return {
    text: text || undefined,
    serverCode: serverCode || undefined,
    issues: issues.filter(({ path }) => path !== ""),
  };
}

/** Not a page: its words are between tags. */
function plainText(body: string): string {
  return body.trimStart().startsWith("<") ? "" : body;
}

function sentenceIn(said: unknown): string | undefined {
  return firstText([
    said,
    ...["error", "message", "detail", "title"].map((name) => fieldOf(said, name)),
  ]);
}

/** `{ code: "NotFound", message: "404:record_not_found" }` has the exact code in its message. */
function codeIn(said: unknown): string | undefined {
  const message = firstText([fieldOf(said, "message")]) ?? "";
  const inMessage = /^\d{3}:(\w+)$/.exec(message)?.[1];
  const isCode = typeof fieldOf(said, "error") === "string" && /^\w+$/.test(message);
  return inMessage ?? (isCode ? message : firstText([fieldOf(said, "code")]));
}

/** What is said of single fields; the path is empty if the server doesn't name the field. */
function issuesIn(said: unknown): readonly ServerIssue[] {
  const lists = ["details", "errors", "issues", "message"].map((name) => fieldOf(said, name));
  return lists.flatMap(itemsOf).slice(0, mostIssues).flatMap(issueIn);
}

/** A list of issues, or an object with one for each field. */
function itemsOf(list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list;
  if (!isJsonObject(list)) return [];
  return Object.entries(list).map(([field, issue]) => {
    return isJsonObject(issue)
      ? { field, ...issue }
      : { field, message: [issue].flat().join(", ") };
  });
}

function issueIn(issue: unknown): readonly ServerIssue[] {
  if (typeof issue === "string") return [{ path: "", message: issue }];
  const names = ["field", "path", "param", "property", "loc"];
  const path = firstText(names.map((name) => pathIn(fieldOf(issue, name))));
  const message = firstText(["message", "msg", "reason"].map((name) => fieldOf(issue, name)));
  return path && message ? [{ path, message }] : [];
}

/** `"document.minScore"`, or `["document", "minScore"]`. */
function pathIn(value: unknown): unknown {
  return Array.isArray(value) ? value.join(".") : value;
}

function firstText(values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === "string" && value !== "") as string | undefined;
}
