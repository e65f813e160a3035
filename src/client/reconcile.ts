import type { Outcome } from "../http/ending.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Listed, listFlows } from "./list.js";
import { type Known, namedFailure } from "./named-failure.js";
import { type OptionNames, ownOptions } from "./options.js";
import { distance, holdsFlow } from "./same-flow.js";
import { checking, type Settings, signalOf, timeoutOf } from "./settings.js";
import { addResult, isAnothers } from "./stored-here.js";
import type { ReconcileOptions } from "./submit-error.js";

/** A flow that was sent, and may be stored. */
export interface SentFlow {
  readonly type: FlowType;
  readonly body: AnyFlowBody;
  /** When its request left, by this machine's clock. */
  readonly sentAt: number;
  /** By when the server has created it, if it does. */
  readonly until: number;
}

/** What an error has to know of the flow, to say what became of it and to look for it. */
export function knownOf(settings: Settings, sent: SentFlow, outcome?: Outcome): Known {
  return {
    token: settings.token,
    type: sent.type,
    body: sent.body,
    outcome,
    reconcile: (known, options) => reconcile(settings, sent, known, options),
  };
}

/** Lists the stored flows that the request may have created. */
async function reconcile(
  settings: Settings,
  sent: SentFlow,
  known: Outcome,
  options: ReconcileOptions,
): Promise<readonly AnyStoredFlow[]> {
  const looking = checking(() => ({ ...settings, ...limitsOf(options, settings) }), known);
  const listed = await listFlows(looking, sent.type, sent.body.project ?? "");
  if ("code" in listed) throw namedFailure(listed, knownOf(settings, sent, known));
  const { baseUrl } = settings;
  const candidates = candidatesFor(sent, listed, (id) => isAnothers(baseUrl, id, sent));
  const [only, ...others] = candidates.map(({ flow }) => flow);
  if (!only) return [];
  if (others.length === 0) addResult(baseUrl, only._id, sent);
  return [only, ...others];
}

const optionNames: OptionNames<ReconcileOptions> = { timeout: false, signal: true };

function limitsOf(options: ReconcileOptions, settings: Settings) {
  const { timeout, signal } = ownOptions(options, optionNames);
  return { timeout: timeoutOf(timeout ?? settings.timeout), signal: signalOf(signal) };
}

/** A stored flow, and how far it is from what was sent. */
export interface Candidate {
  readonly flow: AnyStoredFlow;
  readonly far: number;
}

/** How long a server may still be at work on a request that was given up: gateways wait no longer for it. */
export const usualSettlingTime = 60_000;

/** How far the clocks can be apart from what they tell: a `Date` header has whole seconds. */
const clockTolerance = 2_000;

/** Equal flows that were created this close before or after can't be told apart if a clock is wrong. */
const nearby = 3_600_000;

/**
 * The flows that the request may have created, the most similar first, of those the oldest: they hold all
 * that was sent, they aren't known to be another request's, and they were created while it was under way.
 */
export function candidatesFor(
  sent: SentFlow,
  listed: Listed,
  isTaken: (id: string) => boolean,
): readonly Candidate[] {
  return equalTo(sent, listed, isTaken, clockTolerance)
    .map((flow) => ({ flow, far: distance(sent.type.rows, flow, sent.body) }))
    .sort((a, b) => a.far - b.far || createdAt(a.flow) - createdAt(b.flow));
}

/** Whether there is an equal flow that another clock would make a candidate. */
export function hasNearMiss(
  sent: SentFlow,
  listed: Listed,
  isTaken: (id: string) => boolean,
): boolean {
  return equalTo(sent, listed, isTaken, nearby).length > 0;
}

function equalTo(
  { type, body, sentAt, until }: SentFlow,
  { flows, clockAhead }: Listed,
  isTaken: (id: string) => boolean,
  tolerance: number,
): readonly AnyStoredFlow[] {
  const [least, most] = [sentAt + clockAhead - tolerance, until + clockAhead + tolerance];
  const isTimely = (time: number) => Number.isNaN(time) || (time >= least && time <= most);
  return flows
    .filter((flow) => isTimely(createdAt(flow)) && !isTaken(flow._id))
    .filter((flow) => holdsFlow(type, flow, body));
}

/** A flow that doesn't tell its age may be of any. A date without a zone is UTC. */
function createdAt({ createdAt }: AnyStoredFlow): number {
  const text = String(createdAt);
  return Date.parse(/[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
}
