import type { Deadline } from "./deadline.js";

/** A flow takes about 2 kB. */
const mostBytes = 2 ** 24;

/** A flow takes three levels. */
const mostLevels = 64;

/** The body is larger than any answer of the API. */
export class BodyTooLarge extends Error {}

/** The body as text. Rejects with `BodyTooLarge`, at the deadline, or if the connection ends early. */
export async function readBody(response: Response, deadline: Deadline): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await deadline.race(reader.read());
      if (done) return shallow(text + decoder.decode());
      bytes += value.byteLength;
      if (bytes > mostBytes) throw new BodyTooLarge("the answer is too large");
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}

/** The text, if its brackets are not nested so deeply that a walk through the parsed value could fail. */
function shallow(text: string): string {
  let levels = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (quoted) index += Number(character === "\\");
    else if (character === "[" || character === "{") levels += 1;
    else if (character === "]" || character === "}") levels -= 1;
    if (levels > mostLevels) throw new BodyTooLarge("the answer is nested too deeply");
  }
  return text;
}
