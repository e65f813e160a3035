/**
 * A part of a body as it comes back. The server may add words to a list, leave fields out or clear
 * them, and it is believed: only `_id` is checked.
 */
export type Returned<Value> = Value extends boolean | number
  ? Value
  : Value extends string
    ? string extends Value
      ? Value
      : Value | (string & {})
    : Value extends readonly (infer Item)[]
      ? readonly Returned<Item>[]
      : { readonly [Name in keyof Value]?: Returned<Exclude<Value[Name], undefined>> | null };

/** A flow as Verifik stored it, whatever its type. Fields that aren't named here are kept as they came. */
export interface AnyStoredFlow {
  /** The id of the flow. */
  readonly _id: string;
  readonly __v?: number | null;
  /** What kind of flow it is: `"onboarding"` or `"login"`. */
  readonly type?: string | null;
  readonly project?: string | null;
  readonly status?: string | null;
  readonly version?: number | null;
  /** The account that owns the flow. */
  readonly client?: string | null;
  /** When the flow was created, as an ISO 8601 date. */
  readonly createdAt?: string | null;
  /** When the flow was last changed, as an ISO 8601 date. */
  readonly updatedAt?: string | null;
  readonly allowedCountries?: readonly string[] | null;
  readonly linkSettings?: unknown;
}
