import type { AnyFlowBody, FlowType, ownType } from "../model/flow-type.js";
import type { SubmitOptions } from "./options.js";

/** A flow, of any type, that lacks nothing: of one that does, `build` and `submit` are no functions alone. */
export interface Submittable<Stored> {
  readonly [ownType]: FlowType;
  build(): AnyFlowBody;
  submit(options?: SubmitOptions): Promise<Stored>;
}
