import { longestTimer } from "../client/settings.js";
import { checkInteger, checkWord, known } from "./refusal.js";

/** How answers are wrapped: Verifik's pages show the flow bare, as `{data}`, and with a signature. */
export type Envelope = "bare" | "data" | "signed";

export interface EmulatorOptions {
  /** The bearer token that requests must carry. Default: `"emulator-token"`. */
  readonly token?: string;
  /** How answers are wrapped. Default: `"bare"`, as in Verifik's page on Smart Enroll flows. */
  readonly envelope?: Envelope;
  /**
   * How long each request waits before it's processed and answered, in milliseconds, or a function that
   * tells it for each. A request is processed even if the client has gone by then. Default: 0.
   */
  readonly delay?: number | (() => number);
  /** The most flows that a list has on a page, however many are asked for. Default: 100. */
  readonly pageSize?: number;
  /** Where a list begins. Default: `"oldest-first"`. */
  readonly order?: "oldest-first" | "newest-first";
}

/** Options that were checked, or their defaults. */
export type EmulatorSettings = Required<EmulatorOptions>;

const envelopes = ["bare", "data", "signed"] as const;
const orders = ["oldest-first", "newest-first"] as const;

export function emulatorSettings(given: EmulatorOptions): EmulatorSettings {
  const {
    token = "emulator-token",
    envelope = "bare",
    delay = 0,
    pageSize = 100,
    order = "oldest-first",
  } = known(given, ["token", "envelope", "delay", "pageSize", "order"], "the emulator");
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("token can't be sent: expected a text of visible ASCII characters");
  }
  if (typeof delay !== "function") checkInteger("delay", delay, 0, longestTimer);
  checkInteger("pageSize", pageSize, 1, 1000);
  checkWord("envelope", envelope, envelopes);
  checkWord("order", order, orders);
  return { token, envelope, delay, pageSize, order };
}
