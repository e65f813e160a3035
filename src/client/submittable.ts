import type { AnyFlowBody, FlowType, ownType } from "../model/flow-type.js";
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
