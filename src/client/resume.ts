import type { Outcome } from "../http/ending.js";
import { ownType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Journal, Ledger } from "./ledger.js";
import type { SubmitOptions } from "./options.js";
import { equalFlows } from "./reconcile.js";
import { settingsOf } from "./settings.js";
import { SubmitError } from "./submit-error.js";
import type { Submittable } from "./submittable.js";

type Flow = Submittable<AnyStoredFlow>;
export type SubmitOne = (flow: Flow, index: number) => Promise<AnyStoredFlow>;

/**
 * A submit that writes its intent and its result to the journal, and skips what the journal has.
 * Resolves when every flow that an earlier run left in doubt was looked for: a flow of this run that
 * is equal to one of them cannot be taken for it then.
 */
export async function resumable(
  flows: readonly Flow[],
  options: SubmitOptions,
  journal: Journal,
): Promise<SubmitOne> {
  const ledger = await Ledger.open(journal);
  const keys = await keysOf(flows);
  const unfound = new Map<string, unknown>();
  for (const [index, flow] of flows.entries()) {
    const key = keys[index] ?? "";
    if (ledger.entry(key) !== "in doubt") continue;
    await lookFor(flow, key, options, ledger).catch((error) => unfound.set(key, error));
  }
  return async (flow, index) => {
    const key = keys[index];
    if (key === undefined) return flow.submit(options);
    if (unfound.has(key)) throw unfound.get(key);
    const entry = ledger.entry(key);
    return typeof entry === "object" ? entry.stored : submitOnRecord(flow, key, options, ledger);
  };
}

async function lookFor(flow: Flow, key: string, options: SubmitOptions, ledger: Ledger) {
  const equal = await equalFlows(settingsOf(options), flow[ownType], flow.build(), "unknown");
  const stored = equal.find(({ _id }) => !ledger.hasStored(_id));
  await ledger.write(stored ? { key, stored } : { key, outcome: "not-sent" });
}

async function submitOnRecord(
  flow: Flow,
  key: string,
  options: SubmitOptions,
  ledger: Ledger,
): Promise<AnyStoredFlow> {
  await ledger.write({ key, intent: true });
  const [result] = await Promise.allSettled([flow.submit(options)]);
  const done = result.status === "fulfilled";
  const record = done ? { key, stored: result.value } : { key, outcome: outcomeOf(result.reason) };
  // A result that cannot be written leaves the flow in doubt in the journal, and is true all the same.
  await ledger.write(record).catch(() => {});
  if (done) return result.value;
  throw result.reason;
}

function outcomeOf(error: unknown): Outcome {
  return error instanceof SubmitError ? error.outcome : "unknown";
}

/** The same for equal flows in the same order, whatever else is in the list; no key for what cannot be built. */
async function keysOf(flows: readonly Flow[]): Promise<readonly (string | undefined)[]> {
  const seen = new Map<string | undefined, number>();
  const keys: (string | undefined)[] = [];
  for (const flow of flows) {
    const digest = await digestOf(flow);
    const count = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, count);
    keys.push(digest && `${digest}#${count}`);
  }
  return keys;
}

async function digestOf(flow: Flow): Promise<string | undefined> {
  let body: string;
  try {
    body = JSON.stringify(flow);
  } catch {
    return undefined; // its submit says why
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
