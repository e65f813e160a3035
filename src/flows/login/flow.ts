import type { FlowMethods } from "../../compose/flow-methods.js";
import type { Settable, Setters } from "../../compose/setters.js";
import type { FlowBodyOf } from "../../model/flow-type.js";
import type { AnyStoredFlow, Returned } from "../../model/stored-flow.js";
import { emptyFlow, type Submits } from "../submits.js";
import { login } from "./table.js";

/** What a login flow can't be sent without. */
export type LoginRequirement = (typeof login.required)[number];

/** The body of a request to create a login flow, deeply frozen. */
export interface LoginFlowBody extends FlowBodyOf<typeof login> {}

/**
 * A login flow as Verifik stored it. Fields that aren't named here stay on the object as they came.
 *
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-access-project-flow
 */
export interface StoredLoginFlow extends Returned<LoginFlowBody>, AnyStoredFlow {
  readonly type?: Returned<LoginFlowBody["type"]> | null;
  readonly status?: Returned<NonNullable<LoginFlowBody["status"]>> | null;
  readonly onboardingSettings?: unknown;
}

type Fields = Settable<typeof login.rows>;

/**
 * A Smart Access project flow that is being composed: how people log in. Every method returns a new
 * flow, and every earlier one stays as it was. `Missing` names what the flow still lacks before it can
 * be sent.
 *
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-access-project-flow
 */
export interface LoginFlow<Missing extends LoginRequirement = never>
  extends Setters<Pick<Fields, LoginRequirement>, LoginFlow>,
    Setters<Omit<Fields, LoginRequirement>, LoginFlow<Missing>>,
    FlowMethods<LoginFlow<Missing>, Missing, LoginFlowBody>,
    Submits<Missing, StoredLoginFlow> {
  /**
   * Takes fields back, so that the body doesn't have them. Without its project, a flow can't be sent.
   *
   * `loginFlow().status("draft").without("status")` → `{ "type": "login" }`
   */
  without<Name extends keyof Fields>(
    ...names: readonly [Name, ...Name[]]
  ): LoginFlow<Missing | Extract<Name, LoginRequirement>>;
}

let empty: LoginFlow<LoginRequirement> | undefined;

/**
 * An empty login flow; its type is always `"login"`.
 *
 * ```ts
 * loginFlow()
 *   .project("507f1f77bcf86cd799439013")
 *   .login((login) => login.email().emailGateway("mailgun"))
 *   .build();
 * // { "type": "login", "project": "507f1f77bcf86cd799439013",
 * //   "loginSettings": { "email": true, "emailGateway": "mailgun" } }
 * ```
 */
export function loginFlow(): LoginFlow<LoginRequirement> {
  empty ??= emptyFlow<LoginFlow<LoginRequirement>>(login); // not at import: a guard needs no class
  return empty;
}
