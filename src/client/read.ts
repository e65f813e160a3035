import { isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { storedFlowIn } from "./envelopes.js";
import { badResponse, type Failed } from "./named-failure.js";
import { isId } from "./same-flow.js";
import type { Settings } from "./settings.js";
import { requestError } from "./verbs.js";

/** Where one flow is read and changed. */
export interface Place {
  readonly path: string;
  readonly id: string;
}

/** The URL of one flow. */
export function urlOf({ baseUrl }: Settings, path: string, id: string): string {
  return `${baseUrl}${path}/${id}`;
}

/** A flow that was read. */
interface Found {
  readonly flow: AnyStoredFlow;
}

/**
 * The flow with the id. What fails is returned too: it depends on the caller what that means.
 *
 * @see https://docs.verifik.co/resources/project-flows/retrieve-a-project-flow
 */
export async function readFlow(settings: Settings, { path, id }: Place): Promise<Found | Failed> {
  const ending = await exchange(settings, {
    method: "GET",
    url: urlOf(settings, path, id),
  });
  if (isFailure(ending)) return ending;
  const flow = storedFlowIn(ending.body);
  if (!flow) return badResponse("the response isn't a stored flow", ending);
  return isId(flow._id, id) ? { flow } : badResponse("the response is another flow", ending);
}

/** The flow with the id. Rejects with a `RequestError`. */
export async function getFlow(settings: Settings, place: Place): Promise<AnyStoredFlow> {
  const read = await readFlow(settings, place);
  if ("flow" in read) return read.flow;
  throw requestError(read, { verb: "read", settings });
}
