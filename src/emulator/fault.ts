import { isJsonObject } from "../model/json.js";
import { checkInteger, checkWord, known, refusal } from "./refusal.js";

/** How a request fails. */
export type Fault = FaultSort & {
  /** How many requests fail this way. Default: 1. */
  readonly times?: number;
  /** Which requests fail this way; others pass it by. Default: all. */
  readonly method?: FaultMethod;
  /** Whether the request is processed before it fails. Default: false. */
  readonly applied?: boolean;
};

type FaultMethod = (typeof methods)[number];

type FaultSort =
  | {
      /** The status of the answer, 200 to 599. */
      readonly status: number;
      /** The body of the answer, as JSON. Default: `{"error":"Emulated fault"}`. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is reset without an answer. */
  | { readonly reset: true }
  /** No answer comes. */
  | { readonly hang: true }
  /** The request is processed, and the connection ends in the middle of the answer. */
  | { readonly halfBody: true };

type FaultFields = Partial<
  Record<
    "status" | "reset" | "hang" | "halfBody" | "body" | "headers" | "times" | "applied" | "method",
    unknown
  >
>;

const methods = ["GET", "POST", "PUT", "DELETE"] as const;
const sorts = ["status", "reset", "hang", "halfBody"] as const;
const ofStatus = ["body", "headers"] as const;
const oneOf = "expected one of status, reset, hang and halfBody";

/** A copy. Throws if it's not one fault that can happen. */
export function checkedFault(given: Fault): Fault {
  const fault: FaultFields = known<FaultFields>(
    given,
    [...sorts, ...ofStatus, "times", "applied", "method"],
    "fail()",
  );
  const [sort, other] = sorts.filter((sort) => sort in fault);
  if (!sort) throw new TypeError(`fail() needs a fault: ${oneOf}`);
  if (other) throw new TypeError(`a request can't fail by ${sort} and ${other} at once: ${oneOf}`);
  if (sort === "status") checkAnswer(fault);
  else checkSort(sort, fault);
  checkTimes(fault.times ?? 1);
  if (fault.method !== undefined) checkWord("method", fault.method, methods);
  const { applied } = fault;
  if (applied !== undefined && typeof applied !== "boolean") {
    throw refusal("applied", applied, "true or false");
  }
  return Object.freeze(fault) as Fault;
}

function checkSort(sort: "reset" | "hang" | "halfBody", fault: FaultFields): void {
  if (fault[sort] !== true) throw refusal(sort, fault[sort], "true");
  const stray = ofStatus.find((name) => name in fault);
  if (stray) throw new TypeError(`${stray} goes with status: ${sort} gives no answer of its own`);
  if (sort === "halfBody" && fault.applied === false) {
    throw refusal("applied", false, "nothing: halfBody always processes the request");
  }
}

function checkAnswer({ status, body, headers }: FaultFields): void {
  checkInteger("status", status, 200, 599);
  if (body !== undefined && hasNoBody(Number(status))) {
    throw new TypeError(`an answer with status ${status} has no body: leave body out`);
  }
  if (!isJson(body ?? null)) throw refusal("body", body, "a value that JSON can hold");
  if (headers !== undefined) checkHeaders(headers);
}

/** Those that say how long the answer is are the emulator's own. */
const framing = /^(content-length|transfer-encoding|connection|trailer|upgrade)$/i;

function checkHeaders(headers: unknown): void {
  if (!isJsonObject(headers)) throw refusal("headers", headers, "an object of strings");
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string") throw refusal(`headers: ${name}`, value, "a string");
    if (framing.test(name)) throw new TypeError(`headers: ${name} can't be set: leave it out`);
  }
  try {
    new Headers(headers as Record<string, string>);
  } catch {
    throw new TypeError("headers has a name or a value that HTTP doesn't allow");
  }
}

function checkTimes(times: unknown): void {
  const counts = Number.isInteger(times) || times === Infinity;
  if (!counts || Number(times) < 1) throw refusal("times", times, "an integer from 1, or Infinity");
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/** Whether HTTP gives an answer of this status no body. */
export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
