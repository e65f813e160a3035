import type { LiteralUnion } from "type-fest";
import type { FlowBody } from "../builder/body.js";

/**
 * A part of a body as it comes back. The server may add words to a list, leave fields out or clear
 * them, and it is believed: only `_id` is checked.
 */
type Returned<Value> = Value extends boolean | number
  ? Value
  : Value extends string
    ? LiteralUnion<Value, string>
    : Value extends readonly (infer Item)[]
      ? readonly Returned<Item>[]
      : { readonly [Name in keyof Value]?: Returned<Exclude<Value[Name], undefined>> | null };

/**
 * A flow as Verifik stored it. Fields that are not named here are kept on the object as they came.
 *
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow
 */
export interface StoredFlow extends Returned<FlowBody> {
  /** The id of the flow. */
  readonly _id: string;
  readonly __v?: number | null;
  /** The account that owns the flow. */
  readonly client?: string | null;
  /** When the flow was created, as an ISO 8601 date. */
  readonly createdAt?: string | null;
  /** When the flow was last changed, as an ISO 8601 date. */
  readonly updatedAt?: string | null;
  readonly allowedCountries?: readonly string[] | null;
  readonly linkSettings?: unknown;
  readonly loginSettings?: unknown;
}
