/**
 * The one table of an onboarding flow: every field, once. Methods, parameter types, messages, request
 * bodies, stored flows, the emulator's judgement and the field reference are made from these rows, and
 * what an editor shows of a field is the comment on its row.
 *
 * From https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow
 */
import { notBlank } from "../../check/plain-guards.js";
import type { Setters, Without } from "../../compose/setters.js";
import type { BodyOf } from "../../model/body.js";
import {
  byDefault,
  decimal,
  flag,
  group,
  integer,
  joined,
  record,
  section,
  sentAs,
  texts,
  word,
} from "../../model/define-rows.js";
import { flowType } from "../../model/flow-type.js";
import { EmailGateway, PhoneGateway, SearchMode } from "../shared/guards.js";
import { flowRows, peopleKeptOut, projectFlows, sourceRows } from "../shared/rows.js";
import {
  CompareScore,
  LivenessScore,
  MaxAttempts,
  SearchScore,
  SecurityStrategy,
  StepRequirement,
  ValidationMethod,
} from "./guards.js";

const requirement = word(StepRequirement, [["skip"], ["optional"], ["mandatory"]]);
const validation = word(ValidationMethod, "unclear");

const stepRows = {
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

/** Which steps applicants go through, and which they may leave out. */
export type Steps = { readonly [Step in keyof typeof stepRows]?: StepRequirement };

const signUpFormRows = {
  /** Whether the form asks for an email address. */
  email: flag("unclear"),
  /** Who sends the emails that validate an address. */
  emailGateway: word(EmailGateway, [["none"], ["mailgun"]]),
  /** Names of additional fields that the form asks for. */
  extraFields: texts("field names", notBlank("the name of a field"), "neutral"),
  /** Whether the form asks for a first name. */
  firstName: flag("neutral"),
  /** Whether the form asks for a full name. */
  fullName: flag("neutral"),
  /** Whether the form asks for a last name. */
  lastName: flag("neutral"),
  /** Whether the form asks for a phone number. */
  phone: flag("unclear"),
  /** How the messages that validate a phone number are sent. */
  phoneGateway: word(PhoneGateway, [["none"], ["sms", "whatsapp", "both"]]),
  /** Whether the form shows a privacy notice. */
  showPrivacyNotice: flag("neutral"),
  /** Whether the form shows terms and conditions. */
  showTermsAndConditions: flag("neutral"),
};

/** What the sign-up form asks for. */
export interface SignUpFormSection
  extends Setters<typeof signUpFormRows, SignUpFormSection>,
    Without<keyof typeof signUpFormRows, SignUpFormSection> {}

/** What a body holds for the sign-up form. */
export interface SignUpFormSettings extends BodyOf<typeof signUpFormRows> {}

const basicInformationRows = {
  /** Whether applicants give their address. */
  address: flag("neutral"),
  /** Whether applicants give their age. */
  age: flag("neutral"),
  /** Whether applicants give their date of birth. */
  dateOfBirth: flag("neutral"),
  /** Whether applicants give their gender. */
  gender: flag("neutral"),
  /** Whether applicants give their postal code. */
  postalCode: flag("neutral"),
};

/** What applicants say about themselves. */
export interface BasicInformationSection
  extends Setters<typeof basicInformationRows, BasicInformationSection>,
    Without<keyof typeof basicInformationRows, BasicInformationSection> {}

/** What a body holds for the basic information. */
export interface BasicInformationSettings extends BodyOf<typeof basicInformationRows> {}

const documentRows = {
  // The default is from https://docs.verifik.co/smartenroll/api-companion
  /** How alike the face on the document and the selfie must be, 0.5 to 1. */
  minScore: sentAs("compareMinScore", byDefault(0.85, decimal(CompareScore, "higher"))),
  /** How many times an applicant may try, an integer from 3 to 10. */
  maxAttempts: integer(MaxAttempts, "lower"),
  /** How documents are validated. */
  validationMethod: validation,
  /** How documents are validated when `validationMethod` cannot. */
  fallbackValidationMethod: validation,
  /** Whether applicants may scan a document with the camera. */
  scanDocumentAllowed: flag("unclear"),
  /** Whether applicants may upload a picture of a document. */
  uploadDocumentAllowed: flag("unclear"),
  /** Whether a government ID is accepted. */
  useGovernmentID: flag("off"),
  /** Whether a driving license is accepted. */
  useLicense: flag("off"),
  /** Whether a passport is accepted. */
  usePassport: flag("off"),
  /** Whether criminal history is verified. */
  verifyCriminalHistory: flag("on"),
  /** Whether names are verified. */
  verifyNames: flag("on"),
};

/** Which documents are accepted and how they are validated. */
export interface DocumentSection
  extends Setters<typeof documentRows, DocumentSection>,
    Without<keyof typeof documentRows, DocumentSection> {}

/** What a body holds for documents. */
export interface DocumentSettings extends BodyOf<typeof documentRows> {}

const livenessRows = {
  /** How sure Verifik must be that a selfie shows a living person, 0.5 to 1. */
  minScore: sentAs("livenessMinScore", decimal(LivenessScore, "higher")),
  // A higher score finds fewer duplicates, and takes fewer strangers for somebody.
  /** How alike two faces must be for a search to match them, 0.3 to 1. */
  searchMinScore: decimal(SearchScore, "unclear"),
  /** How many times an applicant may try, an integer from 3 to 10. */
  maxAttempts: integer(MaxAttempts, "lower"),
  /** Whether a search is fast or accurate. */
  searchMode: word(SearchMode, [["FAST"], ["ACCURATE"]]),
};

/** How selfies are judged and searched. */
export interface LivenessSection
  extends Setters<typeof livenessRows, LivenessSection>,
    Without<keyof typeof livenessRows, LivenessSection> {}

/** What a body holds for selfies. */
export interface LivenessSettings extends BodyOf<typeof livenessRows> {}

const securityRows = joined(
  {
    /** Whether the people on the source's list are kept out. */
    strategy: word(SecurityStrategy, [["none"], ["blacklist"]]),
  },
  sourceRows,
);

/** Who is kept out. */
export interface SecuritySection
  extends Setters<typeof securityRows, SecuritySection>,
    Without<keyof typeof securityRows, SecuritySection> {}

/** What a body holds for security. */
export interface SecuritySettings extends BodyOf<typeof securityRows> {}

const settingsRows = {
  /** Whether to hide the login option. */
  hiddenLoginOption: flag("unclear"),
  /** Whether a signature is required. */
  requiresSignature: flag("on"),
  /** Which steps applicants go through. Takes any of the steps; a second call adds to the first. */
  steps: record<typeof stepRows, Steps>(stepRows),
  /** What the sign-up form asks for. A second call adds to the first. */
  signUpForm: section<typeof signUpFormRows, SignUpFormSection, SignUpFormSettings>(signUpFormRows),
  /** What applicants say about themselves. A second call adds to the first. */
  basicInformation: section<
    typeof basicInformationRows,
    BasicInformationSection,
    BasicInformationSettings
  >(basicInformationRows),
  /** Which documents are accepted, and how they are validated. A second call adds to the first. */
  document: section<typeof documentRows, DocumentSection, DocumentSettings>(documentRows),
  /** How selfies are judged and searched. A second call adds to the first. */
  liveness: section<typeof livenessRows, LivenessSection, LivenessSettings>(livenessRows),
};

/** What a body holds under `onboardingSettings`. */
export interface OnboardingSettings extends BodyOf<typeof settingsRows> {}

/** The onboarding flow of Smart Enroll. */
export const onboarding = flowType({
  type: "onboarding",
  path: projectFlows,
  required: ["project"],
  rows: joined(flowRows, {
    onboardingSettings: group<typeof settingsRows, OnboardingSettings>(settingsRows),
    /** Who is kept out. A second call adds to the first. */
    security: section<typeof securityRows, SecuritySection, SecuritySettings>(securityRows),
    /** The people whom the strategy `"blacklist"` keeps out, when the source is `"CSV"`: at most 500. */
    whiteList: peopleKeptOut,
  }),
});
