import { now } from "../http/clock.js";
import { isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { storedFlowIn } from "./envelopes.js";
import { badResponse, namedFailure } from "./named-failure.js";
import { knownOf, usualSettlingTime } from "./reconcile.js";
import { isId } from "./same-flow.js";
import { checking, settingsOf } from "./settings.js";
import { addResult } from "./stored-here.js";

/** Sends the body once. Whatever fails, fails as a `SubmitError` that says what became of the flow. */
export async function create(
  type: FlowType,
  body: AnyFlowBody,
  options: unknown,
): Promise<AnyStoredFlow> {
  const settings = checking(() => settingsOf(options));
  const url = settings.baseUrl + type.path;
  const ending = await exchange(settings, { method: "POST", url, body: JSON.stringify(body) });
  const sent = { type, body, sentAt: ending.sentAt ?? 0, until: now() + usualSettlingTime };
  const known = knownOf(settings, sent);
  if (isFailure(ending)) throw namedFailure(ending, known);
  const stored = storedFlowIn(ending.body);
  if (!stored) throw namedFailure(badResponse("the response isn't a stored flow", ending), known);
  const other = otherField(stored, body);
  if (other) {
    throw namedFailure(badResponse(`the response is a flow of another ${other}`, ending), known);
  }
  addResult(settings.baseUrl, stored._id, sent);
  return stored;
}

/** A field that says the stored flow can't be the one that was sent. */
export function otherField(
  stored: AnyStoredFlow,
  sent: AnyFlowBody,
): "project" | "type" | undefined {
  if (stored.project && !isId(stored.project, sent.project)) return "project";
  return stored.type && stored.type !== sent.type ? "type" : undefined;
}
