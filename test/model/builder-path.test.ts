import { expect, test } from "vitest";
import { login } from "../../src/flows/login/table.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { builderPath } from "../../src/model/builder-path.js";

test.each([
  ["project", "project"],
  ["onboardingSettings.document.compareMinScore", "document.minScore"],
  ["onboardingSettings.steps.form", "steps.form"],
  ["onboardingSettings.signUpForm", "signUpForm"],
  ["whiteList", "whiteList"],
  ["whiteList.3.email", "whiteList[3].email"],
  ["whiteList.12.email", "whiteList[12].email"],
  ["whiteList[12].email", "whiteList[12].email"],
  ["whiteList.3.mail", "whiteList.3.mail"],
  ["onboardingSettings.document.minScore", "onboardingSettings.document.minScore"],
  ["", ""],
])("in an onboarding flow, the body's %s is the builder's %s", (bodyPath, path) => {
  expect(builderPath(onboarding.rows, bodyPath)).toBe(path);
});

test("in a login flow, the login section has the builder's name", () => {
  expect(builderPath(login.rows, "loginSettings.livenessMinScore")).toBe("login.minScore");
});
