import { fieldOf, type JsonObject } from "../../model/json.js";
import { isBlank } from "../../model/stored-value.js";
import { EmailGateway, PhoneGateway } from "../shared/guards.js";
import type { FlowBody } from "./flow.js";
import { StepRequirement } from "./guards.js";
import type { OnboardingSettings, Steps } from "./table.js";

export type Step = keyof Steps;

/** What verifies an applicant. */
const kyc = ["basicInformation", "document", "liveness", "form"] as const;

/** Nothing of it is judged: a stored flow may hold anything, `null` too. */
function settingsIn(data: JsonObject): OnboardingSettings | undefined {
  return (data as Partial<FlowBody>).onboardingSettings;
}

export function requirementOf(step: Step, data: JsonObject): StepRequirement | undefined {
  const requirement = settingsIn(data)?.steps?.[step];
  return StepRequirement.is(requirement) ? requirement : undefined;
}

/** Whether applicants meet the step. One that isn't set is met if something else is set of it. */
export function isMet(step: Step, data: JsonObject): boolean {
  const requirement = requirementOf(step, data);
  return requirement ? requirement !== "skip" : !isBlank(fieldOf(settingsIn(data), step));
}

/** Whether a code is sent while signing up. The gateway alone decides, not whether the form asks for it. */
export function sendsCode(gateway: "emailGateway" | "phoneGateway", data: JsonObject): boolean {
  const sender = settingsIn(data)?.signUpForm?.[gateway];
  const known = EmailGateway.is(sender) || PhoneGateway.is(sender);
  return isMet("signUpForm", data) && known && sender !== "none";
}

export function isVerified(data: JsonObject): boolean {
  return kyc.some((step) => isMet(step, data));
}

export function isCompared(data: JsonObject): boolean {
  return isMet("document", data) && isMet("liveness", data);
}

/** Whether there's a score for a comparison. */
export function wouldCompare(data: JsonObject): boolean {
  return !isBlank(settingsIn(data)?.document?.compareMinScore);
}

function requirementsIn(data: JsonObject): readonly (StepRequirement | undefined)[] {
  return kyc.map((step) => requirementOf(step, data));
}

/** Whether nobody is verified. */
export function endsAfterSignUp(data: JsonObject): boolean {
  return requirementsIn(data).every((requirement) => requirement === "skip");
}

export function hasToGoOn(data: JsonObject): boolean {
  return requirementsIn(data).includes("mandatory");
}

export function mayContinueWithoutKyc(data: JsonObject): boolean {
  const requirements = requirementsIn(data);
  return requirements.includes("optional") && !hasToGoOn(data) && !requirements.includes(undefined);
}

/** What holds for a step that isn't set is nowhere documented. */
export function mayContinueUnlessSet(data: JsonObject): boolean {
  const requirements = requirementsIn(data);
  const some = requirements.some((requirement) => requirement !== undefined);
  return some && !hasToGoOn(data) && requirements.includes(undefined);
}

export function isStep(name: string): name is Step {
  return name === "signUpForm" || kyc.some((step) => step === name);
}
