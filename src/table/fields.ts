/**
 * The one table: every field of a flow, once. Methods, parameter types, guards, messages, request
 * bodies, stored flows, the emulator's judgement and the field reference are made from these rows.
 *
 * From https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow
 */
import { group, record, section } from "../fields/groups.js";
import { fieldNames, flag, guarded, oneOf, sentAs, text } from "../fields/kinds.js";
import {
  CompareScore,
  FlowVersion,
  LivenessScore,
  MaxAttempts,
  ObjectId,
  SearchScore,
  WebUrl,
} from "./guards.js";

const requirement = oneOf("mandatory", "optional", "skip");
const validation = oneOf("SCAN_ZERO", "SCAN_PROMPT", "SCAN_STUDIO");

/** A flow cannot be sent without these. */
export const requiredFields = {
  /** The project that the flow belongs to. The one field that a flow cannot be sent without. */
  project: guarded(ObjectId),
};

export const flowFields = {
  /** The state of the flow. */
  status: oneOf("draft", "active", "paused"),
  /** Where applicants are sent when they are done. */
  redirectUrl: guarded(WebUrl),
  /** The form that the `form` step shows. */
  systemForm: guarded(ObjectId),
  /** The webhook that is told what happens. */
  webhook: guarded(ObjectId),
  /** The version number of the flow. */
  version: guarded(FlowVersion),
};

export const onboardingFields = {
  /** Whether to hide the login option. */
  hiddenLoginOption: flag,
  /** Whether a signature is required. */
  requiresSignature: flag,
};

export const stepFields = {
  /** Whether applicants go through the basic information step. */
  basicInformation: requirement,
  /** Whether applicants go through the document step. */
  document: requirement,
  /** Whether applicants go through the form step. */
  form: requirement,
  /** Whether applicants go through the liveness step. */
  liveness: requirement,
  /** Whether applicants go through the sign-up form step. */
  signUpForm: requirement,
};

export const signUpFormFields = {
  /** Whether the form asks for an email address. */
  email: flag,
  /** Who sends the emails that validate an address. */
  emailGateway: oneOf("mailgun", "none"),
  /** Names of additional fields that the form asks for. */
  extraFields: fieldNames,
  /** Whether the form asks for a first name. */
  firstName: flag,
  /** Whether the form asks for a full name. */
  fullName: flag,
  /** Whether the form asks for a last name. */
  lastName: flag,
  /** Whether the form asks for a phone number. */
  phone: flag,
  /** How the messages that validate a phone number are sent. */
  phoneGateway: oneOf("sms", "whatsapp", "both", "none"),
  /** Whether the form shows a privacy notice. */
  showPrivacyNotice: flag,
  /** Whether the form shows terms and conditions. */
  showTermsAndConditions: flag,
};

export const basicInformationFields = {
  /** Whether applicants give their address. */
  address: flag,
  /** Whether applicants give their age. */
  age: flag,
  /** Whether applicants give their date of birth. */
  dateOfBirth: flag,
  /** Whether applicants give their gender. */
  gender: flag,
  /** Whether applicants give their postal code. */
  postalCode: flag,
};

export const documentFields = {
  /** How alike the face on the document and the selfie must be at least, 0.5 to 1. */
  minScore: sentAs("compareMinScore", guarded(CompareScore)),
  /** How often an applicant may try, an integer from 3 to 10. */
  maxAttempts: guarded(MaxAttempts),
  /** How documents are validated. */
  validationMethod: validation,
  /** How documents are validated when `validationMethod` cannot. */
  fallbackValidationMethod: validation,
  /** Whether applicants may scan a document with the camera. */
  scanDocumentAllowed: flag,
  /** Whether applicants may upload a picture of a document. */
  uploadDocumentAllowed: flag,
  /** Whether a government ID is accepted. */
  useGovernmentID: flag,
  /** Whether a driving license is accepted. */
  useLicense: flag,
  /** Whether a passport is accepted. */
  usePassport: flag,
  /** Whether criminal history is verified. */
  verifyCriminalHistory: flag,
  /** Whether names are verified. */
  verifyNames: flag,
};

export const livenessFields = {
  /** How sure it must be at least that a selfie shows a living person, 0.5 to 1. */
  minScore: sentAs("livenessMinScore", guarded(LivenessScore)),
  /** How alike two faces must be at least for a search to find one by the other, 0.3 to 1. */
  searchMinScore: guarded(SearchScore),
  /** How often an applicant may try, an integer from 3 to 10. */
  maxAttempts: guarded(MaxAttempts),
  /** Whether a search is fast or accurate. */
  searchMode: oneOf("FAST", "ACCURATE"),
};

export const securityFields = {
  /** Whether those whom the source lists are kept out. */
  strategy: oneOf("blacklist", "none"),
  /** Where the list comes from. */
  source: oneOf("API", "CSV", "NONE"),
  /** What `apiTestValue` is. */
  apiTestType: oneOf("email", "phone"),
  /** The API that answers for a user; needed when the source is `"API"`. */
  apiUrl: guarded(WebUrl),
  /** An email address or a phone number that the API knows; needed when the source is `"API"`. */
  apiTestValue: text,
};

/** The rows as they are nested in the request body. */
export const bodyFields = {
  ...requiredFields,
  ...flowFields,
  onboardingSettings: group({
    ...onboardingFields,
    steps: record(stepFields),
    signUpForm: section(signUpFormFields),
    basicInformation: section(basicInformationFields),
    document: section(documentFields),
    liveness: section(livenessFields),
  }),
  security: section(securityFields),
};
