const longest = 512;

/**
 * What a server says, fit for a log: one line without terminal escapes, control characters and
 * changes of writing direction, and without the token if it echoes that.
 */
export function serverText(text: string, token: string): string {
  return text
    .replace(/\p{Cc}\[[\d;?]*[ -/]*[@-~]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replaceAll(token, "[token]")
    .trim()
    .slice(0, longest);
}
