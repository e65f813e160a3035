export type { Brand } from "./check/brand.js";
export type { CheckedNumber, CheckedText } from "./check/checked.js";
export type { Guard } from "./check/guard.js";
export { InvalidFlowError, type Issue } from "./check/invalid-flow-error.js";
export { type Client, createClient } from "./client/client.js";
export type { Journal } from "./client/ledger.js";
export type { SubmitOptions } from "./client/options.js";
export type { Progress, SubmitAllOptions } from "./client/submit-all.js";
export {
  type ReconcileOptions,
  type ServerIssue,
  SubmitError,
  type SubmitErrorCode,
  type SubmitFailure,
} from "./client/submit-error.js";
export {
  type LoginFlow,
  type LoginFlowBody,
  type LoginRequirement,
  loginFlow,
  type StoredLoginFlow,
} from "./flows/login/flow.js";
export {
  LoginLivenessScore,
  LoginSearchScore,
  LoginSecurityStrategy,
} from "./flows/login/guards.js";
export type { LoginSection, LoginSecuritySection } from "./flows/login/table.js";
export {
  type Flow,
  type FlowBody,
  flow,
  type Requirement,
  type StoredFlow,
} from "./flows/onboarding/flow.js";
export {
  CompareScore,
  LivenessScore,
  MaxAttempts,
  SearchScore,
  SecurityStrategy,
  StepRequirement,
  ValidationMethod,
} from "./flows/onboarding/guards.js";
export type {
  BasicInformationSection,
  DocumentSection,
  LivenessSection,
  SecuritySection,
  SignUpFormSection,
  Steps,
} from "./flows/onboarding/table.js";
export {
  ApiTestType,
  CountryCode,
  EmailAddress,
  EmailGateway,
  FlowStatus,
  FlowVersion,
  ObjectId,
  PhoneGateway,
  SearchMode,
  SecuritySource,
  WebUrl,
} from "./flows/shared/guards.js";
export type { FailureCode, Outcome } from "./http/ending.js";
export type { RequestEvent } from "./http/request-event.js";
export type { AnyStoredFlow } from "./model/stored-flow.js";
