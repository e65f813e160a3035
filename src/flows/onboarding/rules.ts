import { type FieldsOf, frozenRule, type RuleMaker } from "../../read/rule.js";
import { type Recommendation, repeated, sendsNothing, sendsWithout } from "../shared/rules.js";
import {
  applicantApp,
  enrollPage,
  registrationPage,
  selfHostedPage,
  smartEnrollPage,
  syncPage,
} from "../shared/sources.js";
import type { StepRequirement } from "./guards.js";
import type { onboarding } from "./table.js";

/* @__NO_SIDE_EFFECTS__ */
const rule: RuleMaker<FieldsOf<typeof onboarding.rows>> = (given) => frozenRule(given);

/** The rules of an onboarding flow alone. */
export const onboardingRules = [
  rule({
    code: "VERIFICATION_CAN_BE_SKIPPED",
    severity: "warning",
    fields: ["steps.basicInformation", "steps.document", "steps.form", "steps.liveness"],
    find: (...steps) => steps.some((step) => step !== undefined) && !steps.includes("mandatory"),
    message: `Applicants may continue without verification: none of these steps is "mandatory". Make one of them mandatory.`,
    source: syncPage,
  }),
  rule({
    code: "NOTHING_VERIFIED",
    severity: "warning",
    fields: ["steps.document", "steps.liveness"],
    find: (document, liveness) => document === "skip" && liveness === "skip",
    message: `Nobody's identity is verified: document and liveness are both "skip". Make one of them mandatory.`,
    source: applicantApp,
    covers: ["VERIFICATION_CAN_BE_SKIPPED"],
  }),
  rule({
    code: "FORM_WITHOUT_SYSTEM_FORM",
    severity: "warning",
    fields: ["steps.form", "systemForm"],
    find: (step, form) => isOn(step) && form === undefined,
    message: `The form step has no form to show: steps.form is {0}, but systemForm isn't set. Set it, or skip the step.`,
    source: smartEnrollPage,
  }),
  rule({
    code: "SYSTEM_FORM_UNUSED",
    severity: "hint",
    fields: ["steps.form", "systemForm"],
    find: (step, form) => step === "skip" && form !== undefined,
    message: `Nobody will see the form: systemForm is set, but steps.form is "skip". Turn on the step, or leave systemForm out.`,
    source: smartEnrollPage,
  }),
  sectionOfSkippedStep("basicInformation"),
  sectionOfSkippedStep("document", [
    "LICENSE_HAS_NO_BUTTON",
    "FALLBACK_SAME_AS_METHOD",
    "NAMES_NEVER_ASKED",
  ]),
  sectionOfSkippedStep("liveness"),
  rule({
    code: "SIGN_UP_NOT_MANDATORY",
    severity: "warning",
    fields: ["steps.signUpForm"],
    find: (step) => step === "skip" || step === "optional",
    message: `Applicants may never give an email address or a phone number, and a registration needs one: steps.signUpForm is {0}. Make it mandatory.`,
    source: registrationPage,
  }),
  rule({
    code: "SIGN_UP_WITHOUT_CONTACT",
    severity: "error",
    fields: ["signUpForm.email", "signUpForm.phone"],
    beside: ["signUpForm"],
    find: (email, phone, form) => form !== undefined && !email && !phone,
    message: `Nobody can sign up: a registration needs an email address or a phone number, and the form asks for neither. Turn on email or phone.`,
    source: registrationPage,
  }),
  rule({
    code: "EMAIL_GATEWAY_WITHOUT_EMAIL",
    severity: "warning",
    fields: ["signUpForm.emailGateway", "signUpForm.email"],
    find: sendsWithout,
    message: `Applicants can get stuck: emailGateway is {0} and waits for a code, but email isn't on. Turn on email, or set emailGateway to "none".`,
    source: applicantApp,
  }),
  rule({
    code: "PHONE_GATEWAY_WITHOUT_PHONE",
    severity: "warning",
    fields: ["signUpForm.phoneGateway", "signUpForm.phone"],
    find: sendsWithout,
    message: `Applicants can get stuck: phoneGateway is {0} and waits for a code, but phone isn't on. Turn on phone, or set phoneGateway to "none".`,
    source: applicantApp,
  }),
  rule({
    code: "EMAIL_WITHOUT_GATEWAY",
    severity: "warning",
    fields: ["signUpForm.email", "signUpForm.emailGateway"],
    find: sendsNothing,
    message: `Applicants can give any email address: email is on, but no gateway validates it. Set emailGateway to "mailgun".`,
    source: applicantApp,
  }),
  rule({
    code: "PHONE_WITHOUT_GATEWAY",
    severity: "warning",
    fields: ["signUpForm.phone", "signUpForm.phoneGateway"],
    find: sendsNothing,
    message: `Applicants can give any phone number: phone is on, but no gateway validates it. Set phoneGateway to how the code is sent.`,
    source: applicantApp,
  }),
  rule({
    code: "FULL_NAME_HIDDEN",
    severity: "warning",
    fields: ["signUpForm.fullName", "signUpForm.firstName"],
    find: (fullName, firstName) => fullName === true && firstName === true,
    message: `The field for the full name never shows: firstName is on, which asks for the first and the last name. Turn off fullName or firstName.`,
    source: applicantApp,
  }),
  rule({
    code: "LAST_NAME_HIDDEN",
    severity: "warning",
    fields: ["signUpForm.lastName", "signUpForm.firstName"],
    find: (lastName, firstName) => lastName === true && !firstName,
    message: `The field for the last name never shows: it comes with the first name, and firstName isn't on. Turn on firstName.`,
    source: applicantApp,
  }),
  rule({
    code: "LAST_NAME_ASKED_ANYWAY",
    severity: "hint",
    fields: ["signUpForm.lastName", "signUpForm.firstName"],
    find: (lastName, firstName) => lastName === false && firstName === true,
    message: `Applicants are asked for their last name too: lastName is off, but firstName asks for both. Use fullName instead if one field is enough.`,
    source: applicantApp,
  }),
  rule({
    code: "EXTRA_FIELD_TWICE",
    severity: "warning",
    fields: ["signUpForm.extraFields"],
    find: (names = []) => repeated(names, "", (name) => name),
    message: `Applicants have to fill in the same field twice: extraFields repeats a name. Keep one of each.`,
    source: applicantApp,
  }),
  rule({
    code: "NOTHING_TO_AGREE_TO",
    severity: "hint",
    fields: ["signUpForm.showPrivacyNotice", "signUpForm.showTermsAndConditions"],
    find: (...shown) => shown.every((notice) => notice === false),
    message: `Applicants don't agree to anything: the form shows neither a privacy notice nor terms. Turn on what your law asks for.`,
    source: applicantApp,
  }),
  rule({
    code: "BASIC_INFORMATION_ASKS_NOTHING",
    severity: "hint",
    fields: [
      "basicInformation.address",
      "basicInformation.age",
      "basicInformation.dateOfBirth",
      "basicInformation.gender",
      "basicInformation.postalCode",
    ],
    beside: ["steps.basicInformation"],
    find: (address, age, dateOfBirth, gender, postalCode, step) =>
      isOn(step) && noneIsOn([address, age, dateOfBirth, gender, postalCode]),
    message: `The basic information step asks for nothing. Turn on one of its fields, or skip the step.`,
    source: smartEnrollPage,
  }),
  rule({
    code: "NO_KIND_OF_DOCUMENT",
    severity: "warning",
    fields: ["document.useGovernmentID", "document.useLicense", "document.usePassport"],
    beside: ["steps.document"],
    find: (id, license, passport, step) => isOn(step) && noneIsOn([id, license, passport]),
    message: `Applicants can't choose a document: no kind is accepted. Turn on one of them, or skip the step.`,
    source: smartEnrollPage,
  }),
  rule({
    code: "LICENSE_HAS_NO_BUTTON",
    severity: "warning",
    fields: ["document.useLicense"],
    beside: ["document.useGovernmentID", "document.usePassport"],
    find: (license, ...others) => license === true && !others.includes(true),
    message: `Applicants may find nothing to choose: a license is the only kind that is accepted, and Verifik's app has shown no button for it. Turn on useGovernmentID or usePassport too.`,
    source: applicantApp,
  }),
  rule({
    code: "NEITHER_SCAN_NOR_UPLOAD",
    severity: "warning",
    fields: ["document.scanDocumentAllowed", "document.uploadDocumentAllowed"],
    beside: ["steps.document"],
    find: (scan, upload, step) => isOn(step) && noneIsOn([scan, upload]),
    message: `Applicants can't hand in a document: they may neither scan nor upload one. Allow one of them, or skip the step.`,
    source: applicantApp,
  }),
  rule({
    code: "COMPARE_SCORE_UNUSED",
    severity: "warning",
    fields: ["document.minScore", "steps.liveness"],
    beside: ["steps.document"],
    find: (score, liveness, document) =>
      score !== undefined && liveness === "skip" && document !== "skip",
    message: `No face is compared: document.minScore is set, but there is no selfie, because steps.liveness is "skip". Turn on the step, or leave minScore out.`,
    source: applicantApp,
  }),
  rule({
    code: "COMPARE_SCORE_AVOIDABLE",
    severity: "hint",
    fields: ["document.minScore", "steps.document", "steps.liveness"],
    find: (score, ...steps) =>
      score !== undefined && steps.includes("optional") && steps.includes("mandatory"),
    message: `Applicants can avoid the comparison that document.minScore is for: it needs both steps, and one of them is "optional". Make both mandatory.`,
    source: applicantApp,
  }),
  rule({
    code: "FALLBACK_SAME_AS_METHOD",
    severity: "warning",
    fields: ["document.validationMethod", "document.fallbackValidationMethod"],
    find: (method, fallback) => method !== undefined && method === fallback,
    message: `A document that {0} can't validate fails: fallbackValidationMethod is the same method. Set another, or leave it out.`,
    source: smartEnrollPage,
  }),
  rule({
    code: "NAMES_NEVER_ASKED",
    severity: "warning",
    fields: ["document.verifyNames", "signUpForm.firstName", "signUpForm.fullName"],
    find: (verify, ...names) => verify === true && noneIsOn(names),
    message: `There is no name to compare the document with: verifyNames is on, but the sign-up form asks for none. Turn on firstName or fullName.`,
    source: enrollPage,
  }),
  scoreBelow("document.minScore", "steps.document", {
    recommended: 0.85,
    effect: "More people will pass with somebody else's document",
    source: selfHostedPage,
  }),
  scoreBelow("liveness.minScore", "steps.liveness", {
    recommended: 0.65,
    effect: "More pictures will pass for a living person",
    source: selfHostedPage,
  }),
  scoreBelow("liveness.searchMinScore", "steps.liveness", {
    recommended: 0.8,
    effect: "More people will be taken for somebody else",
    source: enrollPage,
  }),
];

/* @__NO_SIDE_EFFECTS__ */
function sectionOfSkippedStep(
  step: "basicInformation" | "document" | "liveness",
  covers: readonly string[] = [],
) {
  return rule({
    code: "SECTION_OF_SKIPPED_STEP",
    severity: "hint",
    fields: [step, `steps.${step}`],
    find: (section = {}, requirement) =>
      requirement === "skip" && Object.values(section).some(Boolean),
    message: `The section ${step} has no effect: steps.${step} is "skip". Turn on the step, or leave the section out.`,
    source: selfHostedPage,
    covers,
  });
}

/* @__NO_SIDE_EFFECTS__ */
function scoreBelow(
  field: "document.minScore" | "liveness.minScore" | "liveness.searchMinScore",
  step: "steps.document" | "steps.liveness",
  { recommended, effect, source }: Recommendation,
) {
  return rule({
    code: "SCORE_BELOW_RECOMMENDED",
    severity: "warning",
    fields: [field],
    beside: [step],
    find: (score = recommended, requirement) => score < recommended && requirement !== "skip",
    message: `${effect}: ${field} is {0}, and Verifik recommends ${recommended}. Raise it.`,
    source,
  });
}

function isOn(step: StepRequirement | undefined): boolean {
  return step === "mandatory" || step === "optional";
}

/** Whether the flow mentions one of them and turns none on: what isn't mentioned at all isn't judged. */
function noneIsOn(flags: readonly (boolean | undefined)[]): boolean {
  return flags.includes(false) && !flags.includes(true);
}
