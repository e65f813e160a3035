import { isFailure } from "../http/ending.js";
import { exchange } from "../http/exchange.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { storedFlowIn } from "./envelopes.js";
import { badResponse, namedFailure } from "./named-failure.js";
import type { SubmitOptions } from "./options.js";
import { equalFlows } from "./reconcile.js";
import { settingsOf } from "./settings.js";
import type { Reconcile } from "./submit-error.js";

/** Sends the body once. Whatever fails, fails as a `SubmitError` that says what became of the flow. */
export async function create(
  type: FlowType,
  body: AnyFlowBody,
  options: SubmitOptions,
): Promise<AnyStoredFlow> {
  const settings = settingsOf(options);
  const url = settings.baseUrl + type.path;
  const reconcile: Reconcile = (outcome) => equalFlows(settings, type, body, outcome);
  const known = { token: settings.token, rows: type.rows, reconcile };
  const ending = await exchange(settings, { method: "POST", url, body: JSON.stringify(body) });
  if (isFailure(ending)) throw namedFailure(ending, known);
  const stored = storedFlowIn(ending.body);
  if (stored) return stored;
  throw badResponse("the answer is no stored flow", ending, known);
}
