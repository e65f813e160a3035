import type { AnyFlowBody, FlowType, ownType } from "../model/flow-type.js";
import type { SubmitOptions } from "./options.js";

/** A flow, of any type, that lacks nothing: what it says of `this` refuses one that does. */
export interface Submittable<Stored> {
  readonly [ownType]: FlowType;
  build(this: object): AnyFlowBody;
  submit(this: object, options?: SubmitOptions): Promise<Stored>;
}
