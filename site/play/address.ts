/** What a link to the playground holds. */
export interface Shared {
  readonly code: string;
  /** The name of the tab that is open. */
  readonly tab?: string;
  /** The body of the flow that changes are shown against. */
  readonly before?: unknown;
}

/** The most characters of an address, and the most bytes that it may unpack to. */
export const mostPacked = 16 * 1024;
export const mostUnpacked = 64 * 1024;

const version = "v1.";

const canPack = "CompressionStream" in globalThis && "DecompressionStream" in globalThis;

/** The fragment that shows the same to somebody else; `undefined` if it would be too long, or the browser is too old. */
export async function encodeAddress(shared: Shared): Promise<string | undefined> {
  if (!canPack) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  if (bytes.length > mostUnpacked) return undefined;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const binary = Array.from(await bytesOf(stream, mostUnpacked), (byte) =>
    String.fromCharCode(byte),
  );
  const text = btoa(binary.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return text.length > mostPacked ? undefined : `#${version}${text}`;
}

/** What a fragment holds; `undefined` if there is none. Throws an error that says what is wrong with it. */
export async function decodeAddress(fragment: string): Promise<Shared | undefined> {
  const text = fragment.replace(/^#/, "");
  if (text === "") return undefined;
  if (!canPack) throw new Error("This browser is too old to open links.");
  if (!text.startsWith(version)) {
    throw new Error("The address is of another version of the playground, or of another page.");
  }
  if (text.length > mostPacked) {
    throw new Error("The address is too long to hold a flow.");
  }
  const shared = await readJson(text.slice(version.length));
  if (!isShared(shared)) throw new Error("This link doesn't contain a flow.");
  return shared;
}

async function readJson(text: string): Promise<unknown> {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  let bytes: Uint8Array;
  try {
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    bytes = await bytesOf(stream, mostUnpacked);
  } catch (error) {
    if (error instanceof RangeError) throw new Error("The address holds too much for a flow.");
    throw new Error("The address is broken: part of it is missing.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Error("The address is broken: part of it is missing.");
  }
}

/** Throws a `RangeError` as soon as there are more, however many they would be. */
async function bytesOf(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError("too many bytes");
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== "object" || value === null) return false;
  const { code, tab, before } = value as Record<string, unknown>;
  if (tab !== undefined && typeof tab !== "string") return false;
  return typeof code === "string" && isFlat(before, 20);
}

/** Whether it's nested no deeper than any flow: recursion over thousands of levels ends in an error. */
function isFlat(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isFlat(inner, levels - 1));
}
