import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { type AnyFlowBody, type FlowType, ownType, typeNamed } from "./flow-type.js";
import { fieldOf, isJsonObject, type JsonObject } from "./json.js";
import type { AnyStoredFlow } from "./stored-flow.js";

/** A flow of any type, however far it is composed. */
export interface AnyFlow {
  readonly [ownType]: FlowType;
}

/** A flow, the body of one, or a flow as a server returned it. */
export type FlowLike = AnyFlow | AnyFlowBody | AnyStoredFlow;

/** What is known of a flow-like: its type, and the JSON that it stands for. */
export interface FlowData {
  readonly type: FlowType;
  /** Not judged: a body of the user's own, or a stored one, may hold anything. */
  readonly data: JsonObject;
}

/**
 * The type and the JSON of a flow-like.
 *
 * @throws {InvalidFlowError} if it is no object, or its `type` names none of the types.
 */
export function flowDataOf(given: unknown, types: readonly FlowType[], path = "flow"): FlowData {
  if (!isJsonObject(given)) {
    throw new InvalidFlowError([issueOf(path, given, "is not a flow", "a flow or its JSON")]);
  }
  const composed = given[ownType] as FlowType | undefined;
  // A flow yields the fields of its body, also while it lacks its project.
  if (composed) return { type: composed, data: Object.fromEntries(given as never) };
  return { type: typeNamed(fieldOf(given, "type"), types, `${path}.type`), data: given };
}
