import type { Outcome } from "../http/ending.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Listed, listFlows } from "./list.js";
import { type Known, namedFailure } from "./named-failure.js";
import { distance, holdsFlow } from "./same-flow.js";
import { checking, type Settings, signalOf, timeoutOf } from "./settings.js";
import { isResult } from "./stored-here.js";
import type { ReconcileOptions } from "./submit-error.js";

/** A flow that was sent, and may be stored. */
export interface SentFlow {
  readonly type: FlowType;
  readonly body: AnyFlowBody;
  /** When its request left, by this machine's clock. */
  readonly sentAt: number;
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
  const candidates = candidatesFor(sent, listed, (id) => isResult(settings.baseUrl, id));
  return candidates.map(({ flow }) => flow);
}

function limitsOf({ timeout, signal }: ReconcileOptions, settings: Settings) {
  return { timeout: timeoutOf(timeout ?? settings.timeout), signal: signalOf(signal) };
}

/** A stored flow, and how far it is from what was sent. */
export interface Candidate {
  readonly flow: AnyStoredFlow;
  readonly far: number;
}

/** How far the clocks can be apart from what they tell: a `Date` header has whole seconds. */
const clockTolerance = 2_000;

/**
 * The flows that the request may have created, the most similar first, of those the oldest: they hold all
 * that was sent, they aren't known to be another request's, and they are no older than the request.
 */
export function candidatesFor(
  { type, body, sentAt }: SentFlow,
  { flows, clockAhead }: Listed,
  isTaken: (id: string) => boolean,
): readonly Candidate[] {
  const since = sentAt + clockAhead - clockTolerance;
  return flows
    .filter((flow) => createdAt(flow) >= since && !isTaken(flow._id))
    .filter((flow) => holdsFlow(type, flow, body))
    .map((flow) => ({ flow, far: distance(type.rows, flow, body) }))
    .sort((a, b) => a.far - b.far || createdAt(a.flow) - createdAt(b.flow));
}

/** A flow that doesn't tell its age may be new. */
function createdAt({ createdAt }: AnyStoredFlow): number {
  const time = Date.parse(createdAt ?? "");
  return Number.isNaN(time) ? Infinity : time;
}
