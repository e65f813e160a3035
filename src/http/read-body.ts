import { BadFetch } from "./bad-fetch.js";
import type { Deadline } from "./deadline.js";

/** A page of 100 flows with long white lists takes 6 MB. */
const mostBytes = 2 ** 24;

/** A flow takes three levels. */
const mostLevels = 64;

/** How long to read without a break, in milliseconds. */
const longestTurn = 20;

/** The body is larger than any response of the API. */
export class BodyTooLarge extends Error {}

/**
 * The body as text. Rejects with `BodyTooLarge`, with `BadFetch` if nobody can read it, at the deadline, or
 * if the connection ends early.
 */
export async function readBody(response: Response, deadline: Deadline): Promise<string> {
  const reader = readerOf(response);
  if (!reader) return "";
  try {
    // One race for the whole body: each would be kept until the deadline is.
    return shallow(await deadline.race(bytesOf(reader, deadline)));
  } catch (error) {
    (async () => reader.cancel())().catch(() => {});
    throw error;
  }
}

interface Reader {
  read(): Promise<{ readonly done?: boolean; readonly value?: unknown }>;
  cancel(): unknown;
}

function readerOf(response: Response): Reader | undefined {
  try {
    const { body, bodyUsed } = response;
    if (!body) return undefined;
    if (!bodyUsed) return body.getReader?.() ?? nodeReader(body);
  } catch {}
  throw unreadable();
}

/** Reads the streams of Node, which node-fetch has for bodies. */
function nodeReader(body: AsyncIterable<unknown>): Reader {
  const iterator = body[Symbol.asyncIterator]();
  return { read: () => iterator.next(), cancel: () => iterator.return?.() };
}

function unreadable(): BadFetch {
  return new BadFetch("the `fetch` that you passed returned a body that can't be read");
}

async function bytesOf(reader: Reader, deadline: Deadline): Promise<Uint8Array> {
  let bytes = new Uint8Array(2 ** 12);
  let length = 0;
  let turn = performance.now();
  while (!deadline.cause) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!ArrayBuffer.isView(value)) throw unreadable();
    const chunk = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const end = length + chunk.length;
    if (end > mostBytes) throw new BodyTooLarge("the response is too large");
    if (end > bytes.length) bytes = grown(bytes, end);
    bytes.set(chunk, length);
    length = end;
    if (performance.now() - turn < longestTurn) continue;
    // Chunks that come without a wait would keep the timers from firing.
    await new Promise((resolve) => setTimeout(resolve));
    turn = performance.now();
  }
  return bytes.subarray(0, length);
}

function grown(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes);
  return larger;
}

const quote = 0x22;
const backslash = 0x5c;
/** Takes away the bit in which brackets and braces differ. */
const braces = 0xdf;
const open = 0x5b;
const close = 0x5d;

/** The text, unless its brackets are nested so deeply that a walk through the parsed value could fail. */
function shallow(bytes: Uint8Array): string {
  let levels = 0;
  let quoted = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === quote) quoted = !quoted;
    else if (quoted) index += Number(byte === backslash);
    else if ((byte & braces) === open) levels += 1;
    else if ((byte & braces) === close) levels -= 1;
    if (levels > mostLevels) throw new BodyTooLarge("the response is nested too deeply");
  }
  return new TextDecoder().decode(bytes);
}
