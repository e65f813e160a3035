import {
  createClient,
  type LoginFlow,
  type LoginFlowBody,
  LoginLivenessScore,
  loginFlow,
  type StoredLoginFlow,
} from "verifik-flow";
import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { failureOf } from "../support/failure-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";

/** Every field of a login flow. */
const access = loginFlow()
  .project(project)
  .status("active")
  .redirectUrl("https://google.com")
  .systemForm("507f1f77bcf86cd799439014")
  .webhook("507f1f77bcf86cd799439015")
  .version(1)
  .collectionCode("ONBOARD_2024")
  .identityUrl("https://example.com/identity")
  .webhookUrl("https://example.com/hook")
  .allowedCountries(["Colombia", "Panama"])
  .usesWhiteList()
  .login((login) =>
    login
      .email()
      .emailGateway("mailgun")
      .phone()
      .phoneGateway("both")
      .faceLiveness()
      .minScore(0.6)
      .searchMinScore(0.85)
      .searchMode("FAST")
      .showFaceLivenessRecommendation(false)
      .steps(["email", "phone", "liveness"]),
  )
  .security((security) =>
    security
      .strategy("whitelist")
      .source("API")
      .apiTestType("email")
      .apiUrl("https://example.com/users")
      .apiTestValue("ana@example.com"),
  )
  .whiteList([{ name: "Ana", email: "ana@example.com", countryCode: "+57", phone: "3001234567" }]);

const body: LoginFlowBody = {
  type: "login",
  project,
  status: "active",
  redirectUrl: "https://google.com",
  systemForm: "507f1f77bcf86cd799439014",
  webhook: "507f1f77bcf86cd799439015",
  version: 1,
  collectionCode: "ONBOARD_2024",
  identityUrl: "https://example.com/identity",
  webhookUrl: "https://example.com/hook",
  allowedCountries: ["Colombia", "Panama"],
  usesWhiteList: true,
  loginSettings: {
    email: true,
    emailGateway: "mailgun",
    phone: true,
    phoneGateway: "both",
    faceLiveness: true,
    livenessMinScore: 0.6,
    searchMinScore: 0.85,
    searchMode: "FAST",
    showFaceLivenessRecommendation: false,
    steps: ["email", "phone", "liveness"],
  },
  security: {
    strategy: "whitelist",
    source: "API",
    apiTestType: "email",
    apiUrl: "https://example.com/users",
    apiTestValue: "ana@example.com",
  },
  whiteList: [{ name: "Ana", email: "ana@example.com", countryCode: "+57", phone: "3001234567" }],
};

describe("a login flow", () => {
  test("has every documented field where the API has it", () => {
    expect(access.build()).toEqual(body);
    expect(JSON.stringify(access)).toBe(JSON.stringify(body));
  });

  test("holds what was set and nothing else", () => {
    expect(loginFlow().project(project).build()).toEqual({ type: "login", project });
  });

  test("without a project is not built", () => {
    const incomplete = loginFlow() as unknown as LoginFlow;
    expect(refusalOf(() => incomplete.build())).toContain("this flow has no project yet");
  });

  test.each([
    [0.51, 0.50999999],
    [0.9, 0.90000001],
  ])("takes a liveness score of %d, and not of %d", (accepted, refused) => {
    const set = (score: number) => () =>
      access.login((login) => login.minScore(score as LoginLivenessScore));
    expect(set(accepted)).not.toThrow();
    expect(refusalOf(set(refused))).toBe(
      `${refused} is out of range: expected 0.51 to 0.9 (at login.minScore)`,
    );
    expect(LoginLivenessScore.is(refused)).toBe(false);
  });

  test.each([
    [0.7, 0.69999999],
    [0.95, 0.95000001],
  ])("takes a search score of %d, and not of %d", (accepted, refused) => {
    const set = (score: number) => () =>
      access.login((login) => login.searchMinScore(score as never));
    expect(set(accepted)).not.toThrow();
    expect(refusalOf(set(refused))).toBe(
      `${refused} is out of range: expected 0.7 to 0.95 (at login.searchMinScore)`,
    );
  });

  test("knows the strategy of a whitelist, and not that of a blacklist", () => {
    const refused = () => access.security((security) => security.strategy("blacklist" as never));
    expect(refusalOf(refused)).toBe(
      "'blacklist' is not allowed: expected 'whitelist' or 'none' (at security.strategy)",
    );
  });

  test("is no onboarding flow, though both are flows", () => {
    expect(() => onboarding.when(true, () => access as never)).toThrow("is not a flow");
    expect(() => access.when(true, () => onboarding as never)).toThrow("is not a flow");
  });
});

describe("a login flow that is sent", () => {
  test("comes back as it was stored", async () => {
    await using verifik = await startEmulator();
    const options = { baseUrl: verifik.url, token: verifik.token };
    const stored: StoredLoginFlow = await access.submit(options);
    expect(stored).toMatchObject({ ...body, onboardingSettings: null });
    expect(stored.loginSettings?.livenessMinScore).toBe(0.6);
    expect([stored]).toEqual(verifik.flows);
  });

  test("goes in one batch with onboarding flows, each stored as what it is", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const results = await client.submitAll([onboarding, access], { journal: memoryJournal() });
    expect(results.map((result) => result.status === "fulfilled" && result.value.type)).toEqual([
      "onboarding",
      "login",
    ]);
  });

  test("that may exist is looked for among the login flows", async () => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch };
    await onboarding.submit(options);
    verifik.fail({ reset: true, applied: true });
    const error = await failureOf(access.submit(options));
    expect(await error.reconcile()).toEqual(verifik.flows.slice(1));
    expect(verifik.requests.at(-1)?.path).toContain("&type=login&");
  });

  test("is named in the builder's words where the server refuses it", async () => {
    const verifik = createEmulator();
    const details = [{ field: "loginSettings.livenessMinScore", message: "too low" }];
    verifik.fail({ status: 422, body: { message: "no", details } });
    const error = await failureOf(access.submit({ token: verifik.token, fetch: verifik.fetch }));
    expect(error.issues).toEqual([{ path: "login.minScore", message: "too low" }]);
  });
});
