import type { Outcome } from "../http/ending.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { listFlows } from "./list.js";
import type { Settings } from "./settings.js";

/** The stored flows of the project that hold all that was sent. The caller's signal may be used up. */
export async function equalFlows(
  settings: Settings,
  type: FlowType,
  body: AnyFlowBody,
  known: Outcome,
): Promise<readonly AnyStoredFlow[]> {
  const { project = "" } = body;
  const flows = await listFlows({ ...settings, signal: undefined }, type, project, known);
  return flows.filter((flow) => holdsFlow(flow, body));
}

/** Verifik's documentation gives `redirectUrl` back as `""`, whatever was sent. */
function holdsFlow(
  stored: AnyStoredFlow & { readonly redirectUrl?: unknown },
  { redirectUrl, ...sent }: AnyFlowBody,
): boolean {
  return holds(stored, sent) && (!stored.redirectUrl || stored.redirectUrl === redirectUrl);
}

/** The server adds fields of its own; those that were sent have to be there as they were sent. */
function holds(stored: unknown, sent: unknown): boolean {
  if (typeof sent !== "object" || sent === null) return stored === sent;
  if (typeof stored !== "object" || stored === null) return false;
  if (Array.isArray(sent) && (!Array.isArray(stored) || stored.length !== sent.length))
    return false;
  return Object.entries(sent).every(
    ([name, value]) => Object.hasOwn(stored, name) && holds(stored[name as never], value),
  );
}
