export type { FlowBody } from "./builder/body.js";
export type {
  BasicInformationSection,
  DocumentSection,
  LivenessSection,
  SecuritySection,
  SignUpFormSection,
  Steps,
} from "./builder/sections.js";
export { type Flow, flow, type Requirement } from "./flow.js";
export { type Client, createClient } from "./http/client.js";
export type { Journal } from "./http/ledger.js";
export type { SubmitOptions } from "./http/options.js";
export type { StoredFlow } from "./http/stored-flow.js";
export type { Progress, SubmitAllOptions } from "./http/submit-all.js";
export { InvalidFlowError, type Issue } from "./invalid-flow-error.js";
export {
  type Outcome,
  type ServerIssue,
  SubmitError,
  type SubmitErrorCode,
  type SubmitFailure,
} from "./submit-error.js";
export {
  CompareScore,
  FlowVersion,
  LivenessScore,
  MaxAttempts,
  ObjectId,
  SearchScore,
  WebUrl,
} from "./table/guards.js";
