import { inJson, partLength, partsOf, shortestSecret } from "../http/safe-cause.js";

const longest = 512;

/**
 * Makes what a server says fit for a log: one line without terminal escapes, control characters and
 * changes of writing direction, and without the token and the private texts that were sent, if it
 * echoes them.
 */
export function serverText(token: string, sent: readonly string[]): (text: string) => string {
  const secrets = sent.map(plain).filter(({ length }) => length >= shortestSecret);
  const pattern = anyOf(
    secrets.flatMap((secret) => [secret, inJson(secret), encodeURIComponent(secret)]),
  );
  return (text) => {
    const said = withoutToken(plain(text), token);
    return (pattern ? said.replace(pattern, "[sent]") : said).trim().slice(0, longest);
  };
}

/** Without the token, and without longer parts of it: a server may cut what it echoes. */
function withoutToken(text: string, token: string): string {
  const whole = text.replaceAll(token, "[token]");
  if (token.length < partLength) return whole;
  const parts = new Set(partsOf(token));
  let kept = "";
  let hidden = 0;
  for (let index = 0; index < whole.length; index += 1) {
    if (parts.has(whole.slice(index, index + partLength))) {
      if (hidden <= index) kept += "[token]";
      hidden = index + partLength;
    }
    if (hidden <= index) kept += whole[index];
  }
  return kept;
}

function plain(text: string): string {
  return text
    .replace(/\p{Cc}\[[\d;?]*[ -/]*[@-~]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "");
}

/** The longest first: a name can be part of an address. */
function anyOf(texts: readonly string[]): RegExp | undefined {
  if (texts.length === 0) return undefined;
  const longestFirst = [...new Set(texts)].sort((one, other) => other.length - one.length);
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(longestFirst.map(literal).join("|"), "giu");
}
