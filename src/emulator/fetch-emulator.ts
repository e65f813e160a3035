import { match, P } from "ts-pattern";
import { Emulator, type Incoming } from "./emulator.js";
import type { EmulatorOptions } from "./options.js";

/** Verifik's project flows behind a `fetch` function, for tests without a port. */
export class FetchEmulator extends Emulator {
  /** Answers a request without a socket, to whatever host it goes. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return unlessAborted(request.signal, this.#answer(request));
  };

  async #answer(request: Request): Promise<Response> {
    const { fault, response: whole } = await this.reply(incoming(request));
    const response = request.method === "HEAD" ? new Response(null, whole) : whole;
    return match(fault)
      .with({ reset: true }, () => Promise.reject(resetError()))
      .with({ hang: true }, () => new Promise<never>(() => {}))
      .with({ halfBody: true }, () => halfOf(response))
      .with(P.union(undefined, { status: P.number }), () => response)
      .exhaustive();
  }
}

/**
 * The documented API as a `fetch` function.
 *
 * ```ts
 * const verifik = createEmulator();
 * await onboarding.submit({ token: verifik.token, fetch: verifik.fetch });
 * verifik.flows.length; // 1
 * ```
 */
export function createEmulator(options: EmulatorOptions = {}): FetchEmulator {
  return new FetchEmulator(options);
}

/** As Node's fetch fails when the connection is reset. */
function resetError(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

/** The caller gets no answer after that, but the request goes on: a server doesn't take it back. */
function unlessAborted<Result>(signal: AbortSignal, answer: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function incoming(request: Request): Incoming {
  return {
    method: request.method,
    url: new URL(request.url),
    authorization: request.headers.get("authorization"),
    readBody: (most) => textOf(request.body, most),
  };
}

async function textOf(body: Request["body"], most: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function halfOf(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  const half = new ReadableStream({
    start: (controller) => controller.enqueue(whole.slice(0, whole.length / 2)),
    pull: (controller) => controller.error(resetError()),
  });
  return new Response(half, response);
}
