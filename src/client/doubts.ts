import pMap from "p-map";
import { pause } from "../http/pause.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { Doubt, Ledger } from "./ledger.js";
import { type Listed, listFlows, mostReadings } from "./list.js";
import { type Failed, namedFailure } from "./named-failure.js";
import { candidatesFor, hasNearMiss, knownOf, type SentFlow } from "./reconcile.js";
import { distance, lostField } from "./same-flow.js";
import type { Settings } from "./settings.js";
import type { SubmitError } from "./submit-error.js";

/** A flow of an earlier run whose result was lost. */
export interface LostFlow extends SentFlow, Doubt {
  readonly key: string;
}

/** How lost flows are waited for. */
export interface Waiting {
  /** In how many projects at a time they are looked for. */
  readonly concurrency: number;
  /** How long after a request was last seen its flow can still appear, in milliseconds. */
  readonly settlingTime: number;
  /** Called before such a wait, with how many flows it is for. */
  readonly onWait: (inDoubt: number) => void;
}

/** Where, and how, lost flows are looked for. */
export interface Search extends Waiting {
  readonly settings: Settings;
  readonly ledger: Ledger;
}

/**
 * Finds out which of the lost flows are stored, and writes it down. Resolves with the errors of those
 * that stay in doubt, by their keys.
 */
export async function settleDoubts(
  lost: readonly LostFlow[],
  search: Search,
): Promise<ReadonlyMap<string, SubmitError>> {
  let inDoubt = 0;
  const onWait = (more: number) => {
    inDoubt += more;
    search.onWait(inDoubt);
  };
  const settle = (flows: Group) => settleProject(flows, { ...search, onWait });
  const errors = await pMap(byProject(lost), settle, { concurrency: search.concurrency });
  return new Map(errors.flat());
}

type Errors = readonly (readonly [key: string, error: SubmitError])[];

/** Lost flows that one list shows together. */
type Group = readonly [LostFlow, ...LostFlow[]];

function byProject(lost: readonly LostFlow[]): readonly Group[] {
  const groups = new Map<string, [LostFlow, ...LostFlow[]]>();
  for (const flow of lost) {
    const name = `${flow.type.type} ${flow.body.project?.toLowerCase()}`;
    const group = groups.get(name);
    if (group) group.push(flow);
    else groups.set(name, [flow]);
  }
  return [...groups.values()];
}

async function settleProject(lost: Group, search: Search): Promise<Errors> {
  const { settings, settlingTime, onWait } = search;
  const settles = (flow: LostFlow) => (isUnknown(flow) ? flow.lastSeen + settlingTime : 0);
  const wait = Math.max(0, ...lost.map(settles)) - Date.now();
  const list = () => listWhole(lost[0], settings);
  const first = await lookFor(lost, await list(), wait <= 0, search);
  if ("code" in first) return errorsOf(lost, first, search);
  const left = [...first.absent, ...first.unclear];
  if (wait <= 0 || left.length === 0) return conclude(first, search);
  onWait(left.length);
  await pause(Math.min(wait, settlingTime), settings.signal);
  const second = settings.signal?.aborted
    ? aborted
    : await lookFor(left, await list(), true, search);
  return "code" in second ? errorsOf(left, second, search) : conclude(second, search);
}

/** What a look at the list left open. */
interface Look {
  /** These aren't stored. */
  readonly absent: readonly LostFlow[];
  /** Of these the list doesn't tell. */
  readonly unclear: readonly LostFlow[];
}

const aborted = {
  code: "ABORTED",
  outcome: "unknown",
  reason: "the signal was aborted",
  attempts: 0,
} as const satisfies Failed;

const undecided = (outcome: Failed["outcome"], reason: string): Failed => {
  return { code: "IN_DOUBT", outcome, reason, attempts: 0 };
};

/** Gives the stored flows to those that may have made them, or says why that can't be told. */
async function lookFor(
  lost: readonly LostFlow[],
  listed: Listed | Failed,
  isSettled: boolean,
  { ledger }: Search,
): Promise<Look | Failed> {
  if ("code" in listed) return listed;
  const found = givenOut(lost, listed, isSettled, ledger);
  for (const [{ key }, stored] of found) await ledger.tryWrite({ key, stored });
  const left = lost.filter((flow) => !found.has(flow));
  const isTaken = (id: string) => ledger.hasStored(id);
  const unclear = new Set(
    left.filter((flow) => !listed.isComplete || hasNearMiss(flow, listed, isTaken)),
  );
  return { absent: left.filter((flow) => !unclear.has(flow)), unclear: [...unclear] };
}

async function listWhole({ type, body }: LostFlow, settings: Settings): Promise<Listed | Failed> {
  for (let reading = 1; ; reading += 1) {
    const listed = await listFlows(settings, type, body.project ?? "");
    if ("code" in listed || listed.isComplete || reading === mostReadings) return listed;
  }
}

/**
 * Gives each stored flow to one lost flow at most. The lost flow with the most fields comes first: what
 * holds all of them could also pass for a flow with fewer. A stored flow that lost a field can be another
 * flow's, so it's only given away when all are there.
 */
function givenOut(
  lost: readonly LostFlow[],
  listed: Listed,
  isSettled: boolean,
  ledger: Ledger,
): ReadonlyMap<LostFlow, AnyStoredFlow> {
  const given = new Map<LostFlow, AnyStoredFlow>();
  const taken = new Set<string>();
  const isTaken = (id: string) => taken.has(id) || ledger.hasStored(id);
  const limits = isSettled ? [lostField, Infinity] : [lostField];
  for (const limit of limits) {
    for (const flow of mostFieldsFirst(lost)) {
      const [nearest] = given.has(flow) ? [] : candidatesFor(flow, listed, isTaken);
      if (!nearest || nearest.far >= limit) continue;
      given.set(flow, nearest.flow);
      taken.add(nearest.flow._id);
    }
  }
  return given;
}

function mostFieldsFirst(lost: readonly LostFlow[]): readonly LostFlow[] {
  return lost
    .map((flow) => ({ flow, fields: distance(flow.type.rows, flow.body, {}) }))
    .sort((a, b) => b.fields - a.fields || a.flow.sentAt - b.flow.sentAt)
    .map(({ flow }) => flow);
}

/** A flow that the server accepted is never sent again, though it isn't listed. */
async function conclude({ absent, unclear }: Look, search: Search): Promise<Errors> {
  for (const { key } of absent.filter(isUnknown)) {
    await search.ledger.tryWrite({ key, outcome: "not-sent", at: Date.now() });
  }
  const accepted = absent.filter((flow) => !isUnknown(flow));
  const notListed = undecided("applied", "an earlier run created the flow, but it isn't listed");
  const cannotTell = undecided(
    "unknown",
    "the list doesn't tell whether an earlier run created it",
  );
  return [...errorsOf(accepted, notListed, search), ...errorsOf(unclear, cannotTell, search)];
}

function isUnknown({ outcome }: Doubt): boolean {
  return outcome === "unknown";
}

function errorsOf(lost: readonly LostFlow[], failed: Failed, { settings }: Search): Errors {
  return lost.map((flow) => {
    return [flow.key, namedFailure(failed, knownOf(settings, flow, flow.outcome))] as const;
  });
}
