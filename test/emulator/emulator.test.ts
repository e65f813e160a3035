import { flow } from "verifik-flow";
import { createEmulator, type FetchEmulator, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import documented from "../fixtures/smart-enroll-response.json" with { type: "json" };

const project = "507f1f77bcf86cd799439013";
const minimal = { type: "onboarding", project };
const path = "/v2/project-flows";
const v3 = "/v3/project-flows";

async function ask(emulator: FetchEmulator, method: string, path: string, body?: unknown) {
  const response = await emulator.fetch(`https://api.verifik.co${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.token}` },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe("the emulator", () => {
  test("fills in what the documented answer has and the request has not", async () => {
    const verifik = createEmulator();
    const stored = await onboarding.submit({ token: verifik.token, fetch: verifik.fetch });
    // Verifik makes these of its own prompts, which have no part in a request.
    const { idPrompt, licensePrompt, passportPrompt, ...document } =
      documented.onboardingSettings.document;
    const { _id, ...security } = documented.security;
    const onboardingSettings = { ...documented.onboardingSettings, document };
    expect(Object.keys(stored).sort()).toEqual(Object.keys(documented).sort());
    expect(stored.onboardingSettings).toEqual(onboardingSettings);
    expect(stored.security).toEqual(security);
    expect(stored).toMatchObject({
      __v: 0,
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      client: expect.stringMatching(/^[0-9a-f]{24}$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updatedAt: stored.createdAt,
      allowedCountries: [],
      linkSettings: null,
      loginSettings: null,
      version: 1,
    });
  });

  test("keeps the version that a flow was sent with", async () => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch };
    const stored = await flow().project(project).version(7).submit(options);
    expect(stored.version).toBe(7);
  });

  test("lists, reads, changes and deletes what it stored", async () => {
    const verifik = createEmulator();
    const { body: first } = await ask(verifik, "POST", path, minimal);
    const { body: second } = await ask(verifik, "POST", path, { ...minimal, status: "draft" });
    expect(first._id).not.toBe(second._id);
    expect(await ask(verifik, "GET", path)).toEqual({ status: 200, body: [first, second] });
    expect(await ask(verifik, "GET", `${path}/${second._id}`)).toEqual({
      status: 200,
      body: second,
    });

    const change = { status: "active", onboardingSettings: { steps: { form: "skip" } } };
    const changed = await ask(verifik, "PUT", `${path}/${second._id}`, change);
    const { updatedAt, ...rest } = second;
    expect(changed).toMatchObject({ status: 200, body: { ...rest, ...change } });
    const deeper = { _id: "0", onboardingSettings: { steps: { document: "skip" } } };
    expect((await ask(verifik, "PUT", `${path}/${second._id}`, deeper)).body).toMatchObject({
      _id: second._id,
      onboardingSettings: { steps: { document: "skip" } },
    });

    expect(await ask(verifik, "DELETE", `${v3}/${first._id}`)).toEqual({
      status: 200,
      body: { data: { _id: first._id, type: "onboarding", status: "deleted" } },
    });
    expect(verifik.flows.map(({ _id }) => _id)).toEqual([second._id]);
    expect(verifik.requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
      "POST 200",
      "POST 200",
      "GET 200",
      "GET 200",
      "PUT 200",
      "PUT 200",
      "DELETE 200",
    ]);
  });

  test.each([
    ["GET", `${path}/507f1f77bcf86cd799439011`, undefined],
    ["PUT", `${path}/507f1f77bcf86cd799439011`, {}],
    ["DELETE", `${path}/507f1f77bcf86cd799439011`, undefined],
    ["GET", `${v3}/507f1f77bcf86cd799439011`, undefined],
    ["PATCH", path, {}],
    ["GET", "/v2/projects", undefined],
  ])("answers 404 to %s %s", async (method, path, body) => {
    expect(await ask(createEmulator(), method, path, body)).toEqual({
      status: 404,
      body: { error: "Project flow not found", message: "PROJECT_FLOW_NOT_FOUND" },
    });
  });

  test("answers 401 without the token, and stores nothing", async () => {
    const verifik = createEmulator({ token: "right" });
    await expect(onboarding.submit({ token: "wrong", fetch: verifik.fetch })).rejects.toMatchObject(
      { code: "UNAUTHORIZED", outcome: "rejected", status: 401 },
    );
    expect(verifik.flows).toEqual([]);
    expect(verifik.requests).toMatchObject([{ status: 401 }]);
  });

  const inDocument = (document: object) => ({ ...minimal, onboardingSettings: { document } });
  const inLogin = (loginSettings: object) => ({ type: "login", project, loginSettings });
  const inSecurity = (security: unknown) => ({ ...minimal, security });

  /** Each forbidden body stands behind an allowed neighbour. */
  test.each([
    [minimal, { type: "onboarding" }],
    [minimal, { project }],
    [minimal, { type: "smartlink", project }],
    [{ type: "login", project }, { type: "login" }],
    [minimal, { ...minimal, project: "abc" }],
    [
      { ...minimal, status: "paused" },
      { ...minimal, status: "stopped" },
    ],
    [
      { ...minimal, redirectUrl: "https://x" },
      { ...minimal, redirectUrl: "x" },
    ],
    [
      { ...minimal, version: 1 },
      { ...minimal, version: "1" },
    ],
    [minimal, { ...minimal, webhook: null }],
    [
      { ...minimal, onboardingSettings: {} },
      { ...minimal, onboardingSettings: [] },
    ],
    [inDocument({ compareMinScore: 0.5 }), inDocument({ compareMinScore: 0.49999999 })],
    [inDocument({ compareMinScore: 1 }), inDocument({ compareMinScore: 1.0000001 })],
    [inDocument({ maxAttempts: 3 }), inDocument({ maxAttempts: 2 })],
    [inDocument({ maxAttempts: 10 }), inDocument({ maxAttempts: 11 })],
    [inDocument({ usePassport: false }), inDocument({ usePassport: "false" })],
    [inDocument({ idPrompt: "unknown to the table" }), inDocument({ validationMethod: "SCAN" })],
    [inSecurity({ source: "CSV" }), inSecurity({ source: "csv" })],
    [inSecurity({ apiTestValue: "a@b.co" }), inSecurity({ apiTestValue: 57 })],
    [inSecurity({}), inSecurity("none")],
    [inSecurity({ strategy: "blacklist" }), inSecurity({ strategy: "whitelist" })],
    [inLogin({ livenessMinScore: 0.51 }), inLogin({ livenessMinScore: 0.50999 })],
    [inLogin({ livenessMinScore: 0.9 }), inLogin({ livenessMinScore: 0.91 })],
    [inLogin({ searchMinScore: 0.7 }), inLogin({ searchMinScore: 0.69 })],
    [inLogin({ searchMinScore: 0.95 }), inLogin({ searchMinScore: 0.951 })],
    [
      { ...inLogin({}), security: { strategy: "whitelist" } },
      { ...inLogin({}), security: { strategy: "blacklist" } },
    ],
    [
      { ...minimal, whiteList: [{ name: "Ana", email: "ana@example.com" }] },
      { ...minimal, whiteList: [{ name: "Ana", email: "ana" }] },
    ],
    [
      { ...minimal, whiteList: [{ name: "Ana", checked: false }] },
      { ...minimal, whiteList: [{ checked: false }] },
    ],
    [
      { ...minimal, whiteList: Array(500).fill({ name: "Ana" }) },
      { ...minimal, whiteList: Array(501).fill({ name: "Ana" }) },
    ],
    [
      { ...minimal, whiteList: [] },
      { ...minimal, whiteList: {} },
    ],
    [minimal, [minimal]],
    [minimal, "null"],
    [minimal, "{"],
  ])("accepts %j and answers 400 to %j", async (allowed, forbidden) => {
    const verifik = createEmulator();
    expect(await ask(verifik, "POST", path, allowed)).toMatchObject({ status: 200 });
    expect(await ask(verifik, "POST", path, forbidden)).toEqual({
      status: 400,
      body: { error: "Invalid request" },
    });
    expect(verifik.flows).toHaveLength(1);
  });

  test("does not let a change make a flow that it would not have created", async () => {
    const verifik = createEmulator();
    const { body } = await ask(verifik, "POST", path, minimal);
    const change = (change: object) => ask(verifik, "PUT", `${path}/${body._id}`, change);
    expect(await change({ status: "paused" })).toMatchObject({ status: 200 });
    expect(await change({ status: "stopped" })).toMatchObject({ status: 400 });
    expect(await change({ type: "login" })).toMatchObject({ status: 400 });
    expect(verifik.flows).toMatchObject([{ status: "paused", type: "onboarding" }]);
  });
});

describe("the emulator on loopback", () => {
  test("listens where it is told and stops when its scope ends", async () => {
    let url: string;
    {
      await using verifik = await startEmulator();
      url = verifik.url;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const port = Number(new URL(url).port);
      await expect(startEmulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
      expect((await fetch(`${url}${path}`)).status).toBe(401);
    }
    await expect(fetch(url)).rejects.toThrow();
  });

  test("closes with a connection still open, and twice", async () => {
    const verifik = await startEmulator();
    await onboarding.submit({ baseUrl: verifik.url, token: verifik.token });
    await verifik.close();
    await verifik.close();
    expect(verifik.flows).toHaveLength(1);
  });
});
