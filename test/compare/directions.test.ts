import { compareFlows, type Effect, type FlowLike } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { flowTypes } from "../../src/flows/types.js";
import { bodyFields, withField } from "../support/body-fields.js";

type Direction = readonly [path: string, before: unknown, after: unknown, effect: Effect];

const [one, other] = ["507f1f77bcf86cd799439013", "507f1f77bcf86cd799439014"];
const [page, otherPage] = ["https://example.com", "https://example.org"];
const [ana, luis] = [{ name: "Ana", email: "ana@example.com" }, { name: "Luis" }];

/** Of fields that flows of both types have. */
const shared: readonly Direction[] = [
  ["project", one, other, "unclear"],
  ["status", "draft", "active", "neutral"],
  ["redirectUrl", page, otherPage, "neutral"],
  ["systemForm", one, other, "neutral"],
  ["webhook", one, other, "neutral"],
  ["version", 1, 2, "neutral"],
  ["security.source", "NONE", "CSV", "unclear"],
  ["security.apiTestType", "email", "phone", "neutral"],
  ["security.apiUrl", page, otherPage, "unclear"],
  ["security.apiTestValue", "ana@example.com", "luis@example.com", "neutral"],
];

const onboarding: readonly Direction[] = [
  ["hiddenLoginOption", false, true, "unclear"],
  ["requiresSignature", false, true, "tightens"],
  ["steps.basicInformation", "skip", "optional", "tightens"],
  ["steps.document", "optional", "mandatory", "tightens"],
  ["steps.form", "skip", "mandatory", "tightens"],
  ["steps.liveness", "mandatory", "optional", "loosens"],
  ["steps.signUpForm", "optional", "skip", "loosens"],
  ["signUpForm.email", false, true, "unclear"],
  ["signUpForm.emailGateway", "none", "mailgun", "tightens"],
  ["signUpForm.extraFields", ["company"], ["company", "role"], "neutral"],
  ["signUpForm.firstName", false, true, "neutral"],
  ["signUpForm.fullName", false, true, "neutral"],
  ["signUpForm.lastName", false, true, "neutral"],
  ["signUpForm.phone", false, true, "unclear"],
  ["signUpForm.phoneGateway", "none", "sms", "tightens"],
  ["signUpForm.phoneGateway", "sms", "whatsapp", "neutral"],
  ["signUpForm.phoneGateway", "both", "none", "loosens"],
  ["signUpForm.showPrivacyNotice", false, true, "neutral"],
  ["signUpForm.showTermsAndConditions", false, true, "neutral"],
  ["basicInformation.address", false, true, "neutral"],
  ["basicInformation.age", false, true, "neutral"],
  ["basicInformation.dateOfBirth", false, true, "neutral"],
  ["basicInformation.gender", false, true, "neutral"],
  ["basicInformation.postalCode", false, true, "neutral"],
  ["document.minScore", 0.67, 0.7, "tightens"],
  ["document.maxAttempts", 5, 3, "tightens"],
  ["document.validationMethod", "SCAN_ZERO", "SCAN_PROMPT", "unclear"],
  ["document.fallbackValidationMethod", "SCAN_ZERO", "SCAN_STUDIO", "unclear"],
  ["document.scanDocumentAllowed", false, true, "unclear"],
  ["document.uploadDocumentAllowed", false, true, "unclear"],
  ["document.useGovernmentID", false, true, "loosens"],
  ["document.useLicense", false, true, "loosens"],
  ["document.usePassport", true, false, "tightens"],
  ["document.verifyCriminalHistory", false, true, "tightens"],
  ["document.verifyNames", true, false, "loosens"],
  ["liveness.minScore", 0.65, 0.6, "loosens"],
  ["liveness.searchMinScore", 0.8, 0.85, "unclear"],
  ["liveness.maxAttempts", 3, 10, "loosens"],
  ["liveness.searchMode", "FAST", "ACCURATE", "tightens"],
  ["security.strategy", "blacklist", "none", "loosens"],
  ["whiteList", [ana], [ana, luis], "tightens"],
];

const login: readonly Direction[] = [
  ["collectionCode", "ONBOARD_2024", "ONBOARD_2025", "unclear"],
  ["identityUrl", page, otherPage, "unclear"],
  ["webhookUrl", page, otherPage, "neutral"],
  ["allowedCountries", ["Colombia"], ["Colombia", "Panama"], "unclear"],
  ["usesWhiteList", false, true, "unclear"],
  ["login.email", false, true, "unclear"],
  ["login.emailGateway", "none", "mailgun", "unclear"],
  ["login.phone", false, true, "unclear"],
  ["login.phoneGateway", "none", "sms", "unclear"],
  ["login.faceLiveness", false, true, "unclear"],
  ["login.minScore", 0.6, 0.65, "tightens"],
  ["login.searchMinScore", 0.85, 0.8, "loosens"],
  ["login.searchMode", "ACCURATE", "FAST", "loosens"],
  ["login.showFaceLivenessRecommendation", false, true, "neutral"],
  ["login.steps", ["email"], ["email", "liveness"], "unclear"],
  ["security.strategy", "none", "whitelist", "tightens"],
  ["whiteList", [ana], [ana, luis], "loosens"],
];

const directions = { onboarding: [...shared, ...onboarding], login: [...shared, ...login] };

describe.each(flowTypes)("of a flow of type $type", ({ type, rows }) => {
  const fields = bodyFields(rows);

  test.each(directions[type])("%s from %j to %j: %s", (path, before, after, effect) => {
    const { bodyPath } = fields.find((field) => field.path === path) ?? expect.fail(path);
    const [from, to] = [before, after].map((value) => withField({ type }, bodyPath, value));
    const change = { path, bodyPath, before, after, effect };
    expect(compareFlows(from as FlowLike, to as FlowLike)).toEqual([change]);
  });

  test("every field is in this list", () => {
    const listed = new Set(directions[type].map(([path]) => path));
    expect([...listed].toSorted()).toEqual(fields.map(({ path }) => path).toSorted());
  });
});
