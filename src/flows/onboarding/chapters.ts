import type { Chapter, Fact } from "../../print/wording.js";
import {
  endsAfterSignUp,
  hasToGoOn,
  isCompared,
  isMet,
  isVerified,
  mayContinueUnlessSet,
  mayContinueWithoutKyc,
  sendsCode,
  wouldCompare,
} from "./steps.js";

/**
 * The applicant's way, in order.
 *
 * @see https://docs.verifik.co/smartenroll
 */
export const chapters = {
  flow: { fields: ["project", "status", "version", "hiddenLoginOption"] },
  signUpForm: {
    fields: ["steps.signUpForm", "signUpForm"],
    isStop: (data) => isMet("signUpForm", data),
  },
  emailCode: {
    fields: ["signUpForm.emailGateway"],
    isStop: (data) => sendsCode("emailGateway", data),
  },
  phoneCode: {
    fields: ["signUpForm.phoneGateway"],
    isStop: (data) => sendsCode("phoneGateway", data),
  },
  instructions: { fields: [], isStop: isVerified },
  basicInformation: {
    fields: ["steps.basicInformation", "basicInformation"],
    isStop: (data) => isMet("basicInformation", data),
  },
  document: {
    fields: ["steps.document", "document"],
    isStop: (data) => isMet("document", data),
  },
  liveness: {
    fields: ["steps.liveness", "liveness"],
    isStop: (data) => isMet("liveness", data),
  },
  comparison: { fields: ["document.minScore"], isStop: isCompared },
  form: { fields: ["steps.form", "systemForm"], isStop: (data) => isMet("form", data) },
  end: { fields: ["requiresSignature", "redirectUrl", "webhook"], isStop: () => true },
  people: { fields: ["security", "whiteList"] },
} satisfies Readonly<Record<string, Chapter>>;

export type ChapterName = keyof typeof chapters;

export const facts = {
  endsAfterSignUp: { chapter: "signUpForm", holds: endsAfterSignUp },
  hasToGoOn: { chapter: "instructions", holds: hasToGoOn },
  mayContinueWithoutKyc: { chapter: "instructions", holds: mayContinueWithoutKyc },
  mayContinueUnlessSet: { chapter: "instructions", holds: mayContinueUnlessSet },
  notCompared: {
    chapter: "comparison",
    holds: (data) => wouldCompare(data) && !isCompared(data),
  },
} satisfies Readonly<Record<string, Fact & { readonly chapter: ChapterName }>>;

export type FactName = keyof typeof facts;
