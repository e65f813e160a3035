import { type Answer, type Attempts, type Ending, isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import { storedFlowIn } from "./envelopes.js";
import { badResponse, type Failed } from "./named-failure.js";
import { type Place, readFlow, urlOf } from "./read.js";
import { isId } from "./same-flow.js";
import type { Settings } from "./settings.js";
import { requestError } from "./verbs.js";

/** What a deletion did: `"already-gone"` if there was no such flow. */
export type Deletion = "deleted" | "already-gone";

/**
 * Deletes a flow. Whether it's gone after a request without a clear answer is told by reading it, also after a 404: a
 * server that doesn't know the path says the same. Rejects with a `RequestError`.
 *
 * @see https://docs.verifik.co/resources/project-flows/project-flows-delete
 */
export async function deleteFlow(
  settings: Settings,
  path: string,
  place: Place,
): Promise<Deletion> {
  const url = urlOf(settings, path, place.id);
  const failed = failureIn(await exchange(settings, { method: "DELETE", url }), place.id);
  if (!failed) return "deleted";
  const asked = { verb: "delete", settings } as const;
  const isRejected = failed.outcome === "rejected";
  if (failed.outcome === "not-sent" || (isRejected && failed.code !== "NOT_FOUND")) {
    throw requestError(failed, asked);
  }
  const left = whatIsLeft(await readFlow(settings, place));
  if (left) throw requestError({ ...failed, reason: `${failed.reason}, and ${left}` }, asked);
  return isRejected ? "already-gone" : "deleted";
}

/** Why the answer doesn't say that the flow with the id was deleted. */
function failureIn(ending: Ending, id: string): Failed | undefined {
  if (isFailure(ending)) return ending;
  return isId(storedFlowIn(ending.body)?._id, id) ? undefined : unclear(ending);
}

function unclear(answer: Answer & Attempts): Failed {
  return { ...badResponse("the response isn't the flow's deletion", answer), outcome: "unknown" };
}

/** What a look for the flow says, unless it's gone. A server may keep it, and mark it as deleted. */
function whatIsLeft(read: Awaited<ReturnType<typeof readFlow>>): string | undefined {
  if ("flow" in read) return read.flow.status === "deleted" ? undefined : "the flow is still there";
  return read.code === "NOT_FOUND" ? undefined : `the flow can't be read: ${read.reason}`;
}
