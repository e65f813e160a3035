import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { type AnyFlowBody, type FlowType, ownType } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { SubmitOptions } from "./options.js";

/**
 * A complete flow of any type. On an incomplete one, `build` and `submit` may be sentences, so it isn't
 * assignable.
 */
export interface Submittable<Stored> {
  readonly [ownType]: FlowType;
  build(): AnyFlowBody;
  submit(options?: SubmitOptions): Promise<Stored>;
}

/** A complete flow, whatever it's stored as. */
export type AnyFlow = Submittable<AnyStoredFlow>;

/** Throws if the value is no flow of this copy of the package. */
export function checkFlow(flow: unknown, path: string): asserts flow is AnyFlow {
  if (typeof flow === "object" && flow !== null && ownType in flow) return;
  throw notFlow(path, flow, "a flow of this copy of verifik-flow");
}

export function notFlow(path: string, value: unknown, expected: string): InvalidFlowError {
  return new InvalidFlowError([issueOf(path, value, "is not a flow", expected)]);
}
