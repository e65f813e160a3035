import { parseJson } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Answer, answerOf, rateLimited, tooLarge, unauthorized } from "./api.js";
import { checkedFault, type Fault, hasNoBody } from "./fault.js";
import { Limiter } from "./limiter.js";
import { type EmulatorOptions, type EmulatorSettings, emulatorSettings } from "./options.js";
import { Store } from "./store.js";

/** A request that came. */
export interface EmulatedRequest {
  readonly method: string;
  /** The path, with the query if there was one. */
  readonly path: string;
  /** The parsed JSON body; `undefined` if there was none, and if it wasn't read: without the token, or too large. */
  readonly body: unknown;
  /** The status of the answer; `undefined` as long as none was given. */
  readonly status: number | undefined;
}

/** A request, as far as it has come. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | null | undefined;
  /** Reads the body; `undefined` if it has more bytes than that. */
  readonly readBody: (most: number) => Promise<string | undefined>;
}

/** An answer, and what is to happen to it on its way. */
interface Reply {
  readonly response: Response;
  readonly fault: Fault | undefined;
}

/** What is known of a request before it's processed: its body, or why it will be refused. */
type Admitted = { readonly body: unknown } | { readonly refused: Answer };

const emulatedFault: Answer = { status: 500, body: { error: "Emulated fault" } };

/** The most bytes of a body: many times as many as the largest flow has. */
const mostBytes = 2 ** 20;

/** Verifik's project flows, kept in memory. */
export class Emulator {
  /** The bearer token that requests must carry. */
  readonly token: string;
  readonly #settings: EmulatorSettings;
  readonly #store = new Store();
  readonly #limiter: Limiter;
  readonly #faults: { readonly fault: Fault; left: number }[] = [];
  readonly #requests: EmulatedRequest[] = [];
  readonly #waiting = new Set<ReturnType<typeof setTimeout>>();

  constructor(options: EmulatorOptions) {
    this.#settings = emulatorSettings(options);
    this.#limiter = new Limiter(this.#settings.rateLimit);
    this.token = this.#settings.token;
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
   * Makes the next request fail, or the next few. Throws if that fault can't happen.
   *
   * `verifik.fail({ status: 503, times: 2 })`, `verifik.fail({ reset: true, applied: true, method: "PUT" })`
   */
  fail(fault: Fault): void {
    const checked = checkedFault(fault);
    this.#faults.push({ fault: checked, left: checked.times ?? 1 });
  }

  /** What to answer, for those who bring it to the client. */
  protected async reply(incoming: Incoming): Promise<Reply> {
    const { method, url } = incoming;
    const admitted = await this.#admit(incoming);
    const fault = this.#nextFault(method);
    const body = "body" in admitted ? admitted.body : undefined;
    const request = { method, path: url.pathname + url.search, body, status: undefined };
    const place = this.#requests.push(request) - 1;
    await this.#pause();
    const answer = this.#answer(incoming, admitted, fault);
    const silent = fault && ("reset" in fault || "hang" in fault);
    this.#requests[place] = { ...request, status: silent ? undefined : answer.status };
    return { fault, response: responseOf(answer) };
  }

  /** A body is read only of those who have the token. */
  async #admit({ authorization, readBody }: Incoming): Promise<Admitted> {
    if (authorization !== `Bearer ${this.token}`) return { refused: unauthorized };
    const wait = this.#limiter.next();
    if (wait > 0) return { refused: rateLimited(wait) };
    const text = await readBody(mostBytes);
    return text === undefined ? { refused: tooLarge } : { body: parseJson(text) };
  }

  #nextFault(method: string): Fault | undefined {
    const next = this.#faults.find(({ fault }) => (fault.method ?? method) === method);
    if (!next) return undefined;
    next.left -= 1;
    if (next.left === 0) this.#faults.splice(this.#faults.indexOf(next), 1);
    return next.fault;
  }

  /** Leaves the requests that wait for their delay without an answer: they're never processed. */
  protected dropWaiting(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  async #pause(): Promise<void> {
    const { delay } = this.#settings;
    const milliseconds = typeof delay === "function" ? delay() : delay;
    if (!(milliseconds > 0)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        resolve();
      }, milliseconds);
      this.#waiting.add(timer);
    });
  }

  #answer(incoming: Incoming, admitted: Admitted, fault: Fault | undefined): Answer {
    const processed = !fault || fault.applied || "halfBody" in fault;
    const answer = processed ? this.#process(incoming, admitted) : emulatedFault;
    return fault && "status" in fault ? { ...emulatedFault, ...fault } : answer;
  }

  #process({ method, url }: Incoming, admitted: Admitted): Answer {
    if ("refused" in admitted) return admitted.refused;
    return answerOf(this.#store, this.#settings, { method, url, body: admitted.body });
  }
}

function responseOf({ status, body, headers: own }: Answer): Response {
  const headers = new Headers(own);
  if (!headers.has("date")) headers.set("date", new Date().toUTCString());
  if (hasNoBody(status)) return new Response(null, { status, headers });
  return Response.json(body, { status, headers });
}
