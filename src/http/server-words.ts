import { match, P } from "ts-pattern";
import { parse } from "./decode.js";

/** What the server says of a refusal. */
interface ServerWords {
  readonly text?: string | undefined;
  readonly serverCode?: string | undefined;
}

/** Reads the error bodies that Verifik documents. Never repeats the token. */
export function serverWords(body: string, token: string): ServerWords {
  const { text, serverCode } = match(parse(body))
    .returnType<ServerWords>()
    .with({ error: { message: P.string, code: P.string } }, ({ error }) => wordsOf(error))
    .with({ error: { message: P.string } }, ({ error }) => wordsOf(error))
    .with({ error: P.string, message: P.string }, ({ error, message }) => ({
      text: error,
      serverCode: message,
    }))
    .with({ message: P.string, code: P.string }, wordsOf)
    .with({ message: P.string }, wordsOf)
    .with({ error: P.string }, ({ error }) => ({ text: error }))
    .otherwise(() => ({}));
  return { text: text && plain(text, token), serverCode: serverCode && plain(serverCode, token) };
}

/** `{ code: "NotFound", message: "404:record_not_found" }` has its code twice, the exact one behind. */
function wordsOf({ message, code }: { message: string; code?: string }): ServerWords {
  return { text: message, serverCode: /^\d{3}:(\w+)$/.exec(message)?.[1] ?? code };
}

const longest = 512;

/** One line without terminal escapes, control characters and changes of writing direction. */
function plain(text: string, token: string): string {
  return text
    .replace(/\p{Cc}\[[\d;?]*[ -/]*[@-~]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replaceAll(token, "[token]")
    .trim()
    .slice(0, longest);
}
