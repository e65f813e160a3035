import type { Deadline } from "./deadline.js";

/** A flow takes about 2 kB. */
const mostBytes = 2 ** 20;

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
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > mostBytes) throw new BodyTooLarge();
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}
