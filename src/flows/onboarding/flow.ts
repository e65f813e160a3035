import type { FlowMethods } from "../../compose/flow-methods.js";
import type { Settable, Setters } from "../../compose/setters.js";
import type { FlowBodyOf } from "../../model/flow-type.js";
import type { AnyStoredFlow, Returned } from "../../model/stored-flow.js";
import { emptyFlow, type Submits } from "../submits.js";
import { onboarding } from "./table.js";

/** What a flow can't be sent without. */
export type Requirement = (typeof onboarding.required)[number];

/** The body of a request to create a flow, deeply frozen. */
export interface FlowBody extends FlowBodyOf<typeof onboarding> {}

/**
 * A flow as Verifik stored it. Fields that aren't named here stay on the object as they came.
 *
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow
 */
export interface StoredFlow extends Returned<FlowBody>, AnyStoredFlow {
  readonly type?: Returned<FlowBody["type"]> | null;
  readonly status?: Returned<NonNullable<FlowBody["status"]>> | null;
  readonly loginSettings?: unknown;
}

type Fields = Settable<typeof onboarding.rows>;

/**
 * A Smart Enroll project flow that is being composed. Every method returns a new flow, and every
 * earlier one stays as it was. `Missing` names what the flow still lacks before it can be sent.
 *
 * Fields you don't set aren't sent. A value that isn't allowed is a compile error where the compiler
 * can see it, and always an {@link InvalidFlowError} at run time.
 *
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow
 */
export interface Flow<Missing extends Requirement = never>
  extends Setters<Pick<Fields, Requirement>, Flow>,
    Setters<Omit<Fields, Requirement>, Flow<Missing>>,
    FlowMethods<Flow<Missing>, Missing, FlowBody>,
    Submits<Missing, StoredFlow> {
  /**
   * Takes fields back, so that the body doesn't have them. Without its project, a flow can't be sent.
   *
   * `flow().status("draft").version(2).without("status", "version")` → `{ "type": "onboarding" }`
   */
  without<Name extends keyof Fields>(
    ...names: readonly [Name, ...Name[]]
  ): Flow<Missing | Extract<Name, Requirement>>;
}

let empty: Flow<Requirement> | undefined;

/**
 * An empty flow; its type is always `"onboarding"`.
 *
 * ```ts
 * flow().project("507f1f77bcf86cd799439013").status("active").build();
 * // { "type": "onboarding", "project": "507f1f77bcf86cd799439013", "status": "active" }
 * ```
 */
export function flow(): Flow<Requirement> {
  empty ??= emptyFlow<Flow<Requirement>>(onboarding); // not at import: a guard needs no class
  return empty;
}
