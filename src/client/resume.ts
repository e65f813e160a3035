import { onClock } from "../http/clock.js";
import type { Outcome } from "../http/ending.js";
import { ownType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { accountOf, digestOf } from "./account.js";
import { type LostFlow, settleDoubts, type Waiting } from "./doubts.js";
import { type Journal, Ledger } from "./ledger.js";
import { OptionError } from "./options.js";
import { type Settings, settingsOf, submitErrorOf } from "./settings.js";
import { SubmitError } from "./submit-error.js";
import type { AnyFlow } from "./submittable.js";

/** A run that is written down. */
export interface Run {
  readonly submit: (flow: AnyFlow, index: number) => Promise<AnyStoredFlow>;
  readonly close: () => Promise<void>;
}

/**
 * A run that writes the intent and the result of each submit to the journal, and skips what the journal
 * has. Resolves when every flow that an earlier run left in doubt was looked for: a flow of this run
 * that is equal to one of them can't be taken for it then.
 */
export async function resume(
  flows: readonly AnyFlow[],
  options: object,
  journal: Journal,
  waiting: Waiting,
): Promise<Run> {
  const ledger = await Ledger.open(journal);
  const close = () => ledger.close();
  try {
    return { submit: await submitOf(flows, options, ledger, waiting), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function submitOf(
  flows: readonly AnyFlow[],
  options: object,
  ledger: Ledger,
  waiting: Waiting,
): Promise<Run["submit"]> {
  const keys = await keysOf(flows);
  const lost = lostFlows(flows, keys, ledger, waiting.settlingTime);
  const settings = settingsOrError(options);
  const errors = await errorsOf(lost, settings, ledger, waiting);
  const longest = settings instanceof Error ? 0 : longestCall(settings);
  return async (flow, index) => {
    const key = keys[index];
    if (key === undefined) return flow.submit(options);
    const error = errors.get(key);
    if (error) throw error;
    const entry = ledger.entry(key);
    return entry && "stored" in entry
      ? entry.stored
      : submitOnRecord(() => flow.submit(options), key, longest, ledger);
  };
}

function lostFlows(
  flows: readonly AnyFlow[],
  keys: readonly (string | undefined)[],
  ledger: Ledger,
  settlingTime: number,
): readonly LostFlow[] {
  return flows.flatMap((flow, index) => {
    const key = keys[index] ?? "";
    const entry = ledger.entry(key);
    if (!entry || "stored" in entry) return [];
    const sentAt = onClock(entry.sentAt);
    const until = onClock(entry.lastSeen + settlingTime);
    return [{ ...entry, key, sentAt, until, type: flow[ownType], body: flow.build() }];
  });
}

/** The errors of the flows that stay in doubt. */
async function errorsOf(
  lost: readonly LostFlow[],
  settings: Settings | Error,
  ledger: Ledger,
  waiting: Waiting,
): Promise<ReadonlyMap<string, SubmitError>> {
  if (settings instanceof Error) {
    return new Map(lost.map(({ key, outcome }) => [key, submitErrorOf(settings, outcome)]));
  }
  const account = await accountOf(settings.token);
  await ledger.belongTo({ server: settings.baseUrl, account });
  return settleDoubts(lost, { ...waiting, settings, ledger });
}

/** A request that waits for its turn may leave at any time. */
function longestCall({ pacer, timeout }: Settings): number {
  return pacer ? Infinity : timeout;
}

/** Options that can't be used are each flow's own error: what is known of it differs. */
function settingsOrError(options: object): Settings | Error {
  try {
    return settingsOf(options);
  } catch (error) {
    return error instanceof OptionError ? error : new OptionError("INVALID_OPTION", String(error));
  }
}

async function submitOnRecord(
  submit: () => Promise<AnyStoredFlow>,
  key: string,
  longest: number,
  ledger: Ledger,
): Promise<AnyStoredFlow> {
  const intent = Date.now();
  await ledger.write({ key, intent, until: intent + longest });
  const [result] = await Promise.allSettled([submit()]);
  const done = result.status === "fulfilled";
  const record = done
    ? { key, stored: result.value }
    : { key, outcome: outcomeOf(result.reason), at: Date.now() };
  await ledger.tryWrite(record);
  if (done) return result.value;
  throw result.reason;
}

function outcomeOf(error: unknown): Outcome {
  return error instanceof SubmitError ? error.outcome : "unknown";
}

/** The same for equal flows in the same order, whatever else is in the list; no key for what can't be built. */
async function keysOf(flows: readonly AnyFlow[]): Promise<readonly (string | undefined)[]> {
  const seen = new Map<string, number>();
  const keys: (string | undefined)[] = [];
  for (const flow of flows) {
    const body = bodyOf(flow);
    const digest = body && (await digestOf(body));
    const count = digest === undefined ? 0 : (seen.get(digest) ?? 0) + 1;
    if (digest !== undefined) seen.set(digest, count);
    keys.push(digest && `${digest}#${count}`);
  }
  return keys;
}

/** `undefined` if it can't be built: its submit says why. */
function bodyOf(flow: AnyFlow): string | undefined {
  try {
    return JSON.stringify(flow.build());
  } catch {
    return undefined;
  }
}
