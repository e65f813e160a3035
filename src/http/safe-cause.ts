import { textOf } from "./error-chain.js";

/** What an error must not repeat. */
export interface Secrets {
  readonly token: string;
  readonly body: string;
}

const longestText = 300;
const frame = /^\s+at .*(:\d+|<anonymous>|native)\)?$/;

/** An error with what helps of the original and of its causes, and nothing of the request. */
export function safeCause(chain: readonly object[], secrets: Secrets): Error {
  const parts = partsOf(secrets.token);
  const all = [...parts, ...textsOf(secrets.body)];
  return copyOf(
    chain,
    (text) => !holds(text, all),
    (text) => !holds(text, parts),
  );
}

/** Whether a text repeats something of the request. */
export function repeats(text: string, { token, body }: Secrets): boolean {
  return text !== "" && holds(text, [...partsOf(token), ...textsOf(body)]);
}

type Judge = (text: string) => boolean;

function copyOf(
  [original, ...causes]: readonly object[],
  isSafe: Judge,
  isSafeFrame: Judge,
): Error {
  if (!original) return new Error("`fetch` threw something other than an error");
  const shown = (name: string) => {
    const text = textOf(original, name);
    return isSafe(text)
      ? text
          .replace(/\p{Cc}+/gu, " ")
          .trim()
          .slice(0, longestText)
      : undefined;
  };
  const options = causes.length > 0 ? { cause: copyOf(causes, isSafe, isSafeFrame) } : {};
  const error = new Error(shown("message") ?? "(the message repeats the request)", options);
  hide(error, "name", shown("name") || "Error");
  const frames = framesOf(original, isSafe, isSafeFrame);
  hide(error, "stack", [`${error.name}: ${error.message}`, ...frames].join("\n"));
  for (const name of ["code", "syscall", "hostname", "address", "port"]) {
    const text = shown(name);
    if (text) Object.assign(error, { [name]: name === "port" ? Number(text) : text });
  }
  return error;
}

/** A message of many lines may have some that look like frames. */
function framesOf(error: object, isSafe: Judge, isSafeFrame: Judge): readonly string[] {
  const stack = textOf(error, "stack");
  const message = textOf(error, "message");
  const start = stack.indexOf(message);
  const lines = stack.slice(start < 0 ? 0 : start + message.length).split("\n");
  return lines.filter((line) => frame.test(line) && (start < 0 ? isSafe : isSafeFrame)(line));
}

/** As the `name` and the `stack` of other errors: not listed when the error is printed. */
function hide(error: Error, key: "name" | "stack", value: string): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true });
}

function holds(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => text.includes(secret));
}

/** So many characters of a token in a row are no accident. */
export const partLength = 8;

/** Every part of a token that is so long: what quotes it may cut it. */
export function partsOf(token: string): readonly string[] {
  const length = Math.max(1, token.length - partLength + 1);
  return Array.from({ length }, (_, start) => token.slice(start, start + partLength));
}

/** Shorter texts identify nobody and occur in many words. */
export const shortestSecret = 3;

/** As it stands inside a JSON text. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The texts of a JSON body, as they are and as JSON has them. */
function textsOf(body: string): readonly string[] {
  const texts = new Set<string>();
  JSON.parse(body || "null", (_key, value: unknown) => {
    if (typeof value === "string" && value.length >= shortestSecret) {
      texts.add(value).add(inJson(value));
    }
    return value;
  });
  return [...texts];
}
