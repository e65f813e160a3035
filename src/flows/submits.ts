import type { Lacks } from "../check/sentences.js";
import { create } from "../client/create.js";
import type { SubmitOptions } from "../client/options.js";
import type { SharedOptions } from "../client/shared-options.js";
import { flowClass } from "../compose/flow-class.js";
import type { AnyFlowBody, FlowType } from "../model/flow-type.js";

/** Sends a flow. */
export type Submit<Stored> = (options?: SubmitOptions | SharedOptions) => Promise<Stored>;

/** What a flow can do besides being composed. */
export interface Submits<Missing extends string, Stored> {
  /**
   * Sends the flow to Verifik, once, and returns it as it was stored.
   *
   * `await onboarding.submit({ token })`
   * → `{ "_id": "507f1f77bcf86cd799439011", "type": "onboarding", … }`
   *
   * Rejects with a {@link SubmitError} that says whether the flow exists, or with an
   * {@link InvalidFlowError} if the flow has no project.
   */
  readonly submit: Lacks<Missing, "submit"> | Submit<Stored>;
}

/** An empty flow of the type, with every method that its table gives it. */
/* @__NO_SIDE_EFFECTS__ */
export function emptyFlow<Flow>(type: FlowType): Flow {
  const submit = (body: AnyFlowBody, options: SubmitOptions | SharedOptions = {}) =>
    create(type, body, options);
  // The table gives the class its methods while it is made; no type can follow that.
  return Object.freeze(new (flowClass(type, submit))()) as unknown as Flow;
}
