import { match } from "ts-pattern";
import { parseJson } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Answer, answerOf, unauthorized } from "./api.js";
import type { Fault } from "./fault.js";
import { Store } from "./store.js";

/** How answers are wrapped: Verifik's pages show the flow bare, as `{data}`, and with a signature. */
export type Envelope = "bare" | "data" | "signed";

export interface EmulatorOptions {
  /** The bearer token that requests must carry. Default: `"emulator-token"`. */
  readonly token?: string;
  /** How answers are wrapped. Default: `"bare"`, as in Verifik's page on Smart Enroll flows. */
  readonly envelope?: Envelope;
}

/** A request that came. */
export interface EmulatedRequest {
  readonly method: string;
  /** The path, with the query if there was one. */
  readonly path: string;
  /** The parsed JSON body; `undefined` if there was none. */
  readonly body: unknown;
  /** The status of the answer; `undefined` if none was given. */
  readonly status: number | undefined;
}

/** An answer, and what is to happen to it on its way. */
interface Reply {
  readonly response: Response;
  readonly fault: Fault | undefined;
}

/** Verifik's project flows, kept in memory. */
export class Emulator {
  /** The bearer token that requests must carry. */
  readonly token: string;
  readonly #envelope: Envelope;
  readonly #store = new Store();
  readonly #faults: Fault[] = [];
  readonly #requests: EmulatedRequest[] = [];

  constructor({ token = "emulator-token", envelope = "bare" }: EmulatorOptions) {
    this.token = token;
    this.#envelope = envelope;
  }

  /** What is stored now, the oldest first. */
  get flows(): readonly AnyStoredFlow[] {
    return this.#store.list();
  }

  /** What was asked so far, the oldest first. */
  get requests(): readonly EmulatedRequest[] {
    return this.#requests;
  }

  /**
   * Makes the next request fail, or the next few.
   *
   * `verifik.fail({ status: 503, times: 2 })`, `verifik.fail({ reset: true, applied: true })`
   */
  fail(fault: Fault): void {
    for (let time = 0; time < (fault.times ?? 1); time += 1) this.#faults.push(fault);
  }

  /** What to answer, for those who bring it to the client. */
  protected async reply(request: Request): Promise<Reply> {
    const body = parseJson(await request.text());
    const fault = this.#faults.shift();
    const { method } = request;
    const url = new URL(request.url);
    const answer = this.#answer(request, url, body, fault);
    const status = fault && ("reset" in fault || "hang" in fault) ? undefined : answer.status;
    this.#requests.push({ method, path: url.pathname + url.search, body, status });
    return { fault, response: Response.json(answer.body, answer) };
  }

  #answer(request: Request, url: URL, body: unknown, fault: Fault | undefined): Answer {
    const authorized = request.headers.get("authorization") === `Bearer ${this.token}`;
    const processed = !fault || fault.applied || "halfBody" in fault;
    const answer =
      authorized && processed ? answerOf(this.#store, request.method, url, body) : unauthorized;
    if (fault && "status" in fault) return { body: { error: "Emulated fault" }, ...fault };
    return answer.status === 200 ? { ...answer, body: this.#wrap(answer.body) } : answer;
  }

  #wrap(data: unknown): unknown {
    return match(this.#envelope)
      .with("bare", () => data)
      .with("data", () => ({ data }))
      .with("signed", () => ({ success: true, data, signature }))
      .exhaustive();
  }
}

const signature = { dateTime: "April 11, 2023 12:25 PM", message: "Certified by Verifik.co" };
