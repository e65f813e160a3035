import { FlowVersion, flow, loginFlow } from "verifik-flow";

const project = "507f1f77bcf86cd799439013";

/** What is added to a flow with nothing but its project, one after the other. */
const onboardingParts = [
  (f) => f.status("active"),
  (f) => f.version(FlowVersion(7)),
  (f) => f.redirectUrl("https://example.com/done"),
  (f) => f.steps({ signUpForm: "mandatory", document: "optional" }),
  (f) => f.signUpForm((form) => form.email().emailGateway("mailgun")),
  (f) => f.document((document) => document.minScore(0.67).maxAttempts(5)),
  (f) => f.liveness((liveness) => liveness.minScore(0.65).searchMode("FAST")),
  (f) => f.whiteList([{ name: "Ana", email: "ana@example.com" }]),
] as const satisfies readonly ((f: Onboarding) => Onboarding)[];

const loginParts = [
  (f) => f.status("active"),
  (f) => f.version(FlowVersion(7)),
  (f) => f.login((login) => login.email().emailGateway("mailgun")),
  (f) => f.security((security) => security.strategy("whitelist").source("CSV")),
] as const satisfies readonly ((f: Login) => Login)[];

const onboarding = flow().project(project);
const login = loginFlow().project(project);
type Onboarding = typeof onboarding;
type Login = typeof login;

/** Which parts a flow has: those whose numbers are given. */
export interface Recipe {
  readonly type: "onboarding" | "login";
  readonly parts: readonly number[];
}

export const partCounts = { onboarding: onboardingParts.length, login: loginParts.length };

export function flowOf({ type, parts }: Recipe) {
  if (type === "login") return parts.reduce((f, part) => loginParts[part]?.(f) ?? f, login);
  return parts.reduce((f, part) => onboardingParts[part]?.(f) ?? f, onboarding);
}
