export type { AllowedId, AllowedNumber, AllowedText, Filled } from "./check/allowed.js";
export type { Brand } from "./check/brand.js";
export type { Guard } from "./check/guard.js";
export { InvalidFlowError, type Issue } from "./check/invalid-flow-error.js";
export type { NotBlank } from "./check/plain-guards.js";
export type { RangeGuard } from "./check/ranges.js";
export type {
  CountryCodeRule,
  DecimalRule,
  EmailAddressRule,
  IntegerRule,
  ObjectIdRule,
  PositiveIntegerRule,
  WebUrlRule,
} from "./check/rule.js";
export type { TextGuard } from "./check/texts.js";
export type { WordGuard } from "./check/words.js";
export type { Deletion } from "./client/delete.js";
export type { Journal } from "./client/ledger.js";
export type { SubmitOptions } from "./client/options.js";
export {
  RequestError,
  type RequestErrorCode,
  type RequestFailure,
  type ServerIssue,
  type SubmitErrorCode,
} from "./client/request-error.js";
export type { ClientOptions } from "./client/shared-options.js";
export type { Progress, SubmitAllOptions } from "./client/submit-all.js";
export { type ReconcileOptions, SubmitError, type SubmitFailure } from "./client/submit-error.js";
export type { Submittable } from "./client/submittable.js";
export type { Updated, UpdateOptions } from "./client/update.js";
export type { Change } from "./compare/changes.js";
export type { Effect } from "./compare/effect.js";
export type { CheckedFields, CheckedRecords, CheckedTexts } from "./compose/checked-records.js";
export type { Build } from "./compose/flow-methods.js";
export { type CheckOptions, checkFlow, type Finding } from "./flows/check.js";
export { type Client, createClient, type ListFilter, type StoredFlows } from "./flows/client.js";
export { compareFlows } from "./flows/compare.js";
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
export type {
  LoginSection,
  LoginSecuritySection,
  LoginSecuritySettings,
  LoginSettings,
} from "./flows/login/table.js";
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
  BasicInformationSettings,
  DocumentSection,
  DocumentSettings,
  LivenessSection,
  LivenessSettings,
  OnboardingSettings,
  SecuritySection,
  SecuritySettings,
  SignUpFormSection,
  SignUpFormSettings,
  Steps,
} from "./flows/onboarding/table.js";
export {
  type FlowOfType,
  type FlowTypeName,
  type ParseOptions,
  parseFlow,
} from "./flows/parse.js";
export {
  type ExplainOptions,
  explainFlow,
  flowDiagram,
  type PrintOptions,
  printFlow,
} from "./flows/print.js";
export type { RuleCode } from "./flows/rules.js";
export {
  type BodyOfType,
  type FlowSchema,
  type FlowSchemas,
  flowSchema,
  type SchemaIssue,
} from "./flows/schema.js";
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
export type { Person } from "./flows/shared/rows.js";
export { readStoredFlow, type StoredReading } from "./flows/stored.js";
export type { Submit } from "./flows/submits.js";
export type { FailureCode, Outcome } from "./http/ending.js";
export type { RequestEvent } from "./http/request-event.js";
export type { AnyFlow, FlowLike } from "./model/flow-data.js";
export type { AnyFlowBody, FlowType } from "./model/flow-type.js";
export type { IdRow, TextRow } from "./model/row.js";
export type { AnyStoredFlow, Returned } from "./model/stored-flow.js";
export type { Locale } from "./print/locale.js";
export type { Severity } from "./read/rule.js";
export type { LeftOut, LeftOutReason } from "./read/stored.js";
