import type { BodyOf, Needing } from "./body.js";
import type { Rows } from "./row.js";

/** Everything that is known of a kind of flow. */
export interface FlowType<
  Type extends string = string,
  Fields extends Rows = Rows,
  Required extends string = string,
> {
  /** What the body's `type` says. */
  readonly type: Type;
  /** Where flows of this type are created and listed. */
  readonly path: string;
  readonly rows: Fields;
  /** The fields that a flow can't be sent without. */
  readonly required: readonly Required[];
}

/* @__NO_SIDE_EFFECTS__ */
export function flowType<
  const Type extends string,
  Fields extends Rows,
  const Required extends keyof Fields & string,
>(definition: FlowType<Type, Fields, Required>): FlowType<Type, Fields, Required> {
  const { type, path, rows, required } = definition;
  return Object.freeze({
    type,
    path,
    rows: Object.freeze(rows),
    required: Object.freeze(required),
  });
}

/** The body of a request to create a flow of any type. */
export interface AnyFlowBody {
  readonly type: string;
  readonly project?: string;
  readonly redirectUrl?: string;
}

/** A flow's own type, on every flow that is composed. */
export const ownType: unique symbol = Symbol("flow type");

/** The body of a request to create a flow of the type, deeply frozen. */
export type FlowBodyOf<Given> =
  Given extends FlowType<infer Type, infer Fields, infer Needed>
    ? { readonly type: Type } & Needing<BodyOf<Fields>, Needed>
    : never;
