import { isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { JsonObject } from "../model/json.js";
import type { Rows } from "../model/row.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { type Place, readFlow, urlOf } from "./read.js";
import type { Settings } from "./settings.js";
import { requestError } from "./verbs.js";

/** A change of a stored flow. */
interface Change {
  /** The top-level fields that are sent. */
  readonly body: JsonObject;
  /** The rows that say which of their texts are private. */
  readonly rows: Rows;
  /**
   * The fields that a flow doesn't hold as they were sent, under the builder's names. A server that accepted the
   * change may hide some of them; of one that didn't answer, a hidden field proves nothing.
   */
  readonly lost: (stored: AnyStoredFlow, mayHide: boolean) => readonly string[];
}

/** Changes the status of a flow. */
export function setStatus(
  settings: Settings,
  place: Place,
  status: string,
): Promise<AnyStoredFlow> {
  const lost = (stored: AnyStoredFlow) => (stored.status === status ? [] : ["status"]);
  return changeFlow(settings, place, { body: { status }, rows: {}, lost });
}

/**
 * Sends a change, and resolves with the flow as it's stored after it. Whether a request that got no answer changed
 * the flow is told by reading it. Rejects with a `RequestError`.
 *
 * @see https://docs.verifik.co/resources/project-flows/update-a-project-flow
 */
export async function changeFlow(
  settings: Settings,
  place: Place,
  { body, rows, lost }: Change,
): Promise<AnyStoredFlow> {
  const url = urlOf(settings, place.path, place.id);
  const ending = await exchange(settings, { method: "PUT", url, body: JSON.stringify(body) });
  const asked = { verb: "change", settings, rows, body } as const;
  const failed = isFailure(ending) ? ending : undefined;
  if (failed?.outcome === "rejected" || failed?.outcome === "not-sent") {
    throw requestError(failed, asked);
  }
  const read = await readFlow(settings, place);
  if (!("flow" in read)) {
    const reason = `the change was accepted, but the flow can't be read again: ${read.reason}`;
    throw requestError(failed ?? { ...read, outcome: "applied", reason }, asked);
  }
  const fields = lost(read.flow, failed === undefined);
  if (fields.length === 0) return read.flow;
  if (failed?.outcome === "unknown") {
    const reason = `${failed.reason}, and the flow doesn't hold the change so far`;
    throw requestError({ ...failed, reason }, asked);
  }
  const reason = `the change was accepted, but something else is stored: ${fields.join(", ")}`;
  const { attempts } = ending;
  throw requestError({ code: "NOT_STORED", outcome: "unknown", reason, attempts }, asked);
}
