import { longestTimer } from "../client/settings.js";
import { checkInteger, checkWord, known, refusal } from "./refusal.js";

/** How answers are wrapped: Verifik's pages show the flow bare, as `{data}`, and with a signature. */
export type Envelope = "bare" | "data" | "signed";

/** So many requests in any time so long, in milliseconds. */
export interface RateLimit {
  readonly requests: number;
  readonly per: number;
}

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
  /**
   * What a `PUT` does to a section: replaces it whole, or changes the fields that are sent. Verifik doesn't
   * document which. Default: `"sections"`, the harsher one.
   */
  readonly merge?: "sections" | "deep";
  /** What a `PUT` answers: the stored flow, or what was sent, without an `_id`. Default: `"stored"`. */
  readonly updateAnswer?: "stored" | "sent";
  /** Whether `project`, `client` and `webhook` are read as ids or as the objects. Default: `"ids"`. */
  readonly references?: "ids" | "objects";
  /**
   * How a body that the documentation forbids is refused: with 400 and a sentence, or with 422 and what is wrong with
   * each field. Default: `"short"`.
   */
  readonly refusals?: "short" | "detailed";
  /** How many requests are answered; the others meet a 429 with a `Retry-After`. Default: all are. */
  readonly rateLimit?: RateLimit;
  /** Tells whether a flow is in use, so that a change and a deletion meet a 409. Default: none is. */
  readonly activeUsers?: (id: string) => boolean;
}

/** Options that were checked, or their defaults. */
export type EmulatorSettings = Required<EmulatorOptions>;

const envelopes = ["bare", "data", "signed"] as const;
const orders = ["oldest-first", "newest-first"] as const;
const merges = ["sections", "deep"] as const;
const updateAnswers = ["stored", "sent"] as const;
const allReferences = ["ids", "objects"] as const;
const allRefusals = ["short", "detailed"] as const;
const noLimit: RateLimit = { requests: Infinity, per: 0 };

const names = [
  "token",
  "envelope",
  "delay",
  "pageSize",
  "order",
  "merge",
  "updateAnswer",
  "references",
  "refusals",
  "rateLimit",
  "activeUsers",
] as const satisfies readonly (keyof EmulatorOptions)[];

export function emulatorSettings(given: EmulatorOptions): EmulatorSettings {
  const {
    token = "emulator-token",
    envelope = "bare",
    delay = 0,
    pageSize = 100,
    order = "oldest-first",
    merge = "sections",
    updateAnswer = "stored",
    references = "ids",
    refusals = "short",
    rateLimit = noLimit,
    activeUsers = () => false,
  } = known(given, names, "the emulator");
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("token can't be sent: expected a text of visible ASCII characters");
  }
  if (typeof delay !== "function") checkInteger("delay", delay, 0, longestTimer);
  checkInteger("pageSize", pageSize, 1, 1000);
  checkWord("envelope", envelope, envelopes);
  checkWord("order", order, orders);
  checkWord("merge", merge, merges);
  checkWord("updateAnswer", updateAnswer, updateAnswers);
  checkWord("references", references, allReferences);
  checkWord("refusals", refusals, allRefusals);
  if (rateLimit !== noLimit) checkLimit(rateLimit);
  if (typeof activeUsers !== "function")
    throw refusal("activeUsers", activeUsers, "a function that is given an id");
  const answers = { merge, updateAnswer, references, refusals, rateLimit, activeUsers };
  return { token, envelope, delay, pageSize, order, ...answers };
}

function checkLimit(limit: RateLimit): void {
  const { requests, per } = known(limit, ["requests", "per"], "rateLimit");
  checkInteger("rateLimit.requests", requests, 1, 1_000_000);
  checkInteger("rateLimit.per", per, 1, longestTimer);
}
