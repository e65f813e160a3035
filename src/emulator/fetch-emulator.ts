import { match, P } from "ts-pattern";
import { Emulator, type EmulatorOptions } from "./emulator.js";

/** Verifik's project flows behind a `fetch` function, for tests without a port. */
export class FetchEmulator extends Emulator {
  /** Answers a request without a socket, to whatever host it goes. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { fault, response } = await this.reply(request);
    return match(fault)
      .with({ reset: true }, () => Promise.reject(resetError()))
      .with({ hang: true }, () => whenAborted(request.signal))
      .with({ halfBody: true }, () => halfOf(response))
      .with(P.union(undefined, { status: P.number }), () => response)
      .exhaustive();
  };
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

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function halfOf(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  const half = new ReadableStream({
    start: (controller) => controller.enqueue(whole.slice(0, whole.length / 2)),
    pull: (controller) => controller.error(resetError()),
  });
  return new Response(half, response);
}
