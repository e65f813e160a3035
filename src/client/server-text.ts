const longest = 512;

/** Shorter texts identify nobody and occur in many words. */
const shortestSecret = 3;

/**
 * Makes what a server says fit for a log: one line without terminal escapes, control characters and
 * changes of writing direction, and without the token and the private texts that were sent, if it
 * echoes them.
 */
export function serverText(token: string, sent: readonly string[]): (text: string) => string {
  const secrets = sent.map(plain).filter(({ length }) => length >= shortestSecret);
  const pattern = anyOf(
    secrets.flatMap((secret) => [secret, escaped(secret), encodeURIComponent(secret)]),
  );
  return (text) => {
    const said = withoutToken(plain(text), token);
    return (pattern ? said.replace(pattern, "[sent]") : said).trim().slice(0, longest);
  };
}

/** So many characters of a token in a row are no accident. */
const partLength = 8;

/** Without the token, and without longer parts of it: a server may cut what it echoes. */
function withoutToken(text: string, token: string): string {
  const whole = text.replaceAll(token, "[token]");
  const parts = new Set<string>();
  for (let start = 0; start + partLength <= token.length; start += 1) {
    parts.add(token.slice(start, start + partLength));
  }
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

/** As it stands inside a JSON text. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The longest first: a name can be part of an address. */
function anyOf(texts: readonly string[]): RegExp | undefined {
  if (texts.length === 0) return undefined;
  const longestFirst = [...new Set(texts)].sort((one, other) => other.length - one.length);
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(longestFirst.map(literal).join("|"), "giu");
}
