import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { listed } from "../check/sentences.js";
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

/**
 * The type of the name.
 *
 * @throws {InvalidFlowError} if there's none.
 */
export function typeNamed(name: unknown, types: readonly FlowType[], path: string): FlowType {
  const type = types.find((known) => known.type === name);
  if (type) return type;
  throw unknownType(name, types, path);
}

/** The error of a name that no type has. */
export function unknownType(
  name: unknown,
  types: readonly FlowType[],
  path: string,
): InvalidFlowError {
  const names = listed(types.map((known) => known.type));
  const isOther = typeof name === "string" && types.length === 1;
  const problem = isOther ? "is another type of flow" : "is not a type of flow";
  return new InvalidFlowError([issueOf(path, name, problem, names)]);
}

/** The body of a request to create a flow of any type. */
export interface AnyFlowBody {
  readonly type: string;
  readonly project?: string;
  readonly redirectUrl?: string;
}

/**
 * The property in which every flow that is composed has its own type. A name, because a user's declaration
 * file can't name a symbol of ours; one that editors list last, or not at all.
 */
export const ownType = "~flowType";

/** The body of a request to create a flow of the type, deeply frozen. */
export type FlowBodyOf<Given> =
  Given extends FlowType<infer Type, infer Fields, infer Needed>
    ? { readonly type: Type } & Needing<BodyOf<Fields>, Needed>
    : never;
