import type { Chapter, Fact } from "../../print/wording.js";
import {
  endsAfterSignUp,
  hasToGoOn,
  mayContinueUnlessSet,
  mayContinueWithoutKyc,
} from "./steps.js";

/**
 * The applicant's way, in order.
 *
 * @see https://docs.verifik.co/smartenroll
 */
export const chapters = {
  flow: { fields: ["project", "status", "version", "hiddenLoginOption"] },
  signUpForm: { fields: ["steps.signUpForm", "signUpForm"], numbered: true },
  emailCode: { fields: ["signUpForm.emailGateway"], numbered: true },
  phoneCode: { fields: ["signUpForm.phoneGateway"], numbered: true },
  instructions: { fields: [], numbered: true },
  basicInformation: { fields: ["steps.basicInformation", "basicInformation"], numbered: true },
  document: { fields: ["steps.document", "document"], numbered: true },
  liveness: { fields: ["steps.liveness", "liveness"], numbered: true },
  comparison: { fields: ["document.minScore"], numbered: true },
  form: { fields: ["steps.form", "systemForm"], numbered: true },
  end: { fields: ["requiresSignature", "redirectUrl", "webhook"], numbered: true },
  people: { fields: ["security", "whiteList"] },
} satisfies Readonly<Record<string, Chapter>>;

export type ChapterName = keyof typeof chapters;

export const facts = {
  endsAfterSignUp: { chapter: "signUpForm", holds: endsAfterSignUp },
  hasToGoOn: { chapter: "instructions", holds: hasToGoOn },
  mayContinueWithoutKyc: { chapter: "instructions", holds: mayContinueWithoutKyc },
  mayContinueUnlessSet: { chapter: "instructions", holds: mayContinueUnlessSet },
} satisfies Readonly<Record<string, Fact & { readonly chapter: ChapterName }>>;

export type FactName = keyof typeof facts;
