import type { FlowBody } from "../builder/body.js";
import { decodeStoredFlow } from "./decode.js";
import { exchange } from "./exchange.js";
import type { SubmitOptions } from "./options.js";
import { equalFlows } from "./reconcile.js";
import { settingsOf } from "./settings.js";
import type { StoredFlow } from "./stored-flow.js";

/** Sends the body once. Whatever fails, fails as a `SubmitError` that says what became of the flow. */
export async function submit(body: FlowBody, options: SubmitOptions): Promise<StoredFlow> {
  const settings = settingsOf(options);
  const answer = await exchange(settings, {
    method: "POST",
    url: settings.url,
    body: JSON.stringify(body),
    reconcile: (known) => equalFlows(settings, body, known),
  });
  const flow = decodeStoredFlow(answer.body);
  if (flow) return flow;
  throw answer.unusable("the answer is no stored flow");
}
