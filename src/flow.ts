import type { FlowBody } from "./builder/body.js";
import { FlowBuilder } from "./builder/flow-builder.js";
import type {
  BasicInformationSection,
  DocumentSection,
  LivenessSection,
  SecuritySection,
  SignUpFormSection,
  Steps,
} from "./builder/sections.js";
import type { Setters } from "./builder/setters.js";
import type { Client } from "./http/client.js";
import type { SubmitOptions } from "./http/options.js";
import type { StoredFlow } from "./http/stored-flow.js";
import type { flowFields, onboardingFields, requiredFields } from "./table/fields.js";
import type { NeedsProject } from "./types/words.js";

/** What a flow cannot be sent without. */
export type Requirement = keyof typeof requiredFields;

/** The flow itself if nothing is missing, else the sentence that says what is. */
type Complete<Missing extends Requirement, Method extends string> = [Missing] extends [never]
  ? Flow<Missing>
  : NeedsProject<Method>;

/**
 * A Smart Enroll project flow that is being composed. Every method returns a new flow, and every
 * earlier one stays as it was. `Missing` names what the flow still lacks before it can be sent.
 *
 * What is never mentioned is absent from the body. Refused values are compile errors where the
 * compiler can see them, and an {@link InvalidFlowError} at run time in any case.
 *
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow
 */
export interface Flow<out Missing extends Requirement = never>
  extends Setters<typeof requiredFields, Flow>,
    Setters<typeof flowFields, Flow<Missing>>,
    Setters<typeof onboardingFields, Flow<Missing>> {
  /**
   * Says which steps applicants go through. Takes any of the steps; a later call adds to an earlier.
   *
   * `.steps({ document: "optional" })` → `"onboardingSettings": { "steps": { "document": "optional" } }`
   */
  steps(steps: Steps): Flow<Missing>;

  /**
   * Sets what the sign-up form asks for. A second call goes on from what the first one left.
   *
   * `.signUpForm((form) => form.email().emailGateway("mailgun"))`
   * → `"onboardingSettings": { "signUpForm": { "email": true, "emailGateway": "mailgun" } }`
   */
  signUpForm(refine: (form: SignUpFormSection) => SignUpFormSection): Flow<Missing>;

  /**
   * Sets what applicants tell about themselves. A second call goes on from what the first one left.
   *
   * `.basicInformation((information) => information.age())`
   * → `"onboardingSettings": { "basicInformation": { "age": true } }`
   */
  basicInformation(
    refine: (information: BasicInformationSection) => BasicInformationSection,
  ): Flow<Missing>;

  /**
   * Sets which documents are accepted and how they are validated. A second call goes on from what
   * the first one left.
   *
   * `.document((document) => document.minScore(0.67).usePassport())`
   * → `"onboardingSettings": { "document": { "compareMinScore": 0.67, "usePassport": true } }`
   */
  document(refine: (document: DocumentSection) => DocumentSection): Flow<Missing>;

  /**
   * Sets how selfies are judged and searched. A second call goes on from what the first one left.
   *
   * `.liveness((liveness) => liveness.minScore(0.65).searchMode("FAST"))`
   * → `"onboardingSettings": { "liveness": { "livenessMinScore": 0.65, "searchMode": "FAST" } }`
   */
  liveness(refine: (liveness: LivenessSection) => LivenessSection): Flow<Missing>;

  /**
   * Sets who is kept out. A second call goes on from what the first one left.
   *
   * `.security((security) => security.strategy("blacklist").source("NONE"))`
   * → `"security": { "strategy": "blacklist", "source": "NONE" }`
   *
   * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/security-settings
   */
  security(refine: (security: SecuritySection) => SecuritySection): Flow<Missing>;

  /**
   * Hands the flow to a function and returns what that returns: presets are plain functions.
   *
   * `flow().pipe(strict)` is `strict(flow())`.
   */
  pipe<Result>(use: (flow: Flow<Missing>) => Result): Result;

  /**
   * Refines the flow only if the condition holds.
   *
   * `.when(country === "CO", (flow) => flow.document((document) => document.useLicense()))`
   */
  when(condition: boolean, refine: (flow: Flow<Missing>) => Flow<Missing>): Flow<Missing>;

  /**
   * The request body, deeply frozen.
   *
   * `flow().project("507f1f77bcf86cd799439013").build()`
   * → `{ "type": "onboarding", "project": "507f1f77bcf86cd799439013" }`
   *
   * @throws {InvalidFlowError} if the flow has no project.
   */
  build(this: Complete<Missing, "build">): FlowBody;

  /**
   * The same body, for `JSON.stringify(flow)`.
   *
   * @throws {InvalidFlowError} if the flow has no project.
   */
  toJSON(): FlowBody;

  /**
   * Sends the flow to Verifik, once, and returns it as it was stored.
   *
   * `await onboarding.submit({ token })`
   * → `{ "_id": "507f1f77bcf86cd799439011", "type": "onboarding", … }`
   *
   * Rejects with a {@link SubmitError} that says whether the flow exists, or with an
   * {@link InvalidFlowError} if the flow has no project.
   */
  submit(this: Complete<Missing, "submit">, options?: SubmitOptions | Client): Promise<StoredFlow>;
}

// The table gives the builder its methods while this module loads; no type can follow that.
const empty = new FlowBuilder() as unknown as Flow<Requirement>;

/**
 * An empty flow; its type is always `"onboarding"`.
 *
 * ```ts
 * flow().project("507f1f77bcf86cd799439013").status("active").build();
 * // { "type": "onboarding", "project": "507f1f77bcf86cd799439013", "status": "active" }
 * ```
 */
export function flow(): Flow<Requirement> {
  return empty;
}
