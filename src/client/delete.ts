import { isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import { saysFailure } from "./envelopes.js";
import { badResponse } from "./named-failure.js";
import { type Place, readFlow } from "./read.js";
import type { Settings } from "./settings.js";
import { requestError } from "./verbs.js";

/** What a deletion did: `"already-gone"` if there was no such flow. */
export type Deletion = "deleted" | "already-gone";

/**
 * Deletes a flow. Whether it's gone after a request that got no answer is told by reading it, also after a 404: a
 * server that doesn't know the path says the same. Rejects with a `RequestError`.
 *
 * @see https://docs.verifik.co/resources/project-flows/project-flows-delete
 */
export async function deleteFlow(
  settings: Settings,
  path: string,
  place: Place,
): Promise<Deletion> {
  const url = `${settings.baseUrl}${path}/${place.id}`;
  const ending = await exchange(settings, { method: "DELETE", url });
  const isAnswer = !isFailure(ending);
  if (isAnswer && !saysFailure(ending.body)) return "deleted";
  const failed = isAnswer
    ? { ...badResponse("the server answered that it failed", ending), outcome: "unknown" as const }
    : ending;
  const asked = { verb: "delete", settings } as const;
  const isRejected = failed.outcome === "rejected";
  if (failed.outcome === "not-sent" || (isRejected && failed.code !== "NOT_FOUND")) {
    throw requestError(failed, asked);
  }
  const read = await readFlow(settings, place);
  const isThere = "flow" in read && read.flow.status !== "deleted";
  if (!isThere && ("flow" in read || read.code === "NOT_FOUND")) {
    return isRejected ? "already-gone" : "deleted";
  }
  const after =
    "flow" in read ? "the flow is still there" : `the flow can't be read: ${read.reason}`;
  throw requestError({ ...failed, reason: `${failed.reason}, and ${after}` }, asked);
}
