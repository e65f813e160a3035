import { createEmulator, type EmulatorOptions, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";

const path = "/v2/project-flows";
const v3 = "/v3/project-flows";
const project = "507f1f77bcf86cd799439013";
const webhook = "507f1f77bcf86cd799439014";
const minimal = { type: "onboarding", project, status: "draft" };
const unknownId = "507f1f77bcf86cd799439011";

/** An emulator with one flow, and a way to ask it. */
async function withFlow(options: EmulatorOptions = {}, more: object = {}) {
  const verifik = createEmulator(options);
  const headers = { authorization: `Bearer ${verifik.token}` };
  const ask = async (method: string, path: string, body?: unknown) => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await verifik.fetch(`https://api.verifik.co${path}`, init);
    return {
      status: response.status,
      body: await response.json(),
      retryAfter: response.headers.get("retry-after"),
    };
  };
  await ask("POST", path, { ...minimal, ...more });
  return { verifik, ask, id: verifik.flows[0]?._id ?? "" };
}

test.each([
  [{ merge: "deep" }, { merge: "shallow" }, "merge is 'shallow': expected 'sections' or 'deep'"],
  [
    { updateAnswer: "sent" },
    { updateAnswer: "echo" },
    "updateAnswer is 'echo': expected 'stored' or 'sent'",
  ],
  [
    { references: "objects" },
    { references: true },
    "references is true: expected 'ids' or 'objects'",
  ],
  [
    { refusals: "detailed" },
    { refusals: "long" },
    "refusals is 'long': expected 'short' or 'detailed'",
  ],
  [
    { activeUsers: () => true },
    { activeUsers: true },
    "activeUsers is true: expected a function that is given an id",
  ],
  [
    { rateLimit: { requests: 1, per: 1 } },
    { rateLimit: { requests: 0, per: 1 } },
    "rateLimit.requests is 0: expected an integer from 1 to 1000000",
  ],
  [
    { rateLimit: { requests: 50, per: 60_000 } },
    { rateLimit: { requests: 50 } },
    "rateLimit.per is undefined: expected an integer from 1 to 2147483647",
  ],
  [
    { rateLimit: undefined },
    { rateLimit: { requests: 1, pre: 1 } },
    "'pre' isn't an option of rateLimit: expected one of requests, per",
  ],
])("the option %o is accepted, and %o refused", (accepted, refused, sentence) => {
  expect(() => createEmulator(accepted as never)).not.toThrow();
  expect(() => createEmulator(refused as never)).toThrow(new TypeError(sentence));
});

describe("a PUT", () => {
  const liveness = { liveness: { searchMode: "FAST" } };

  test.each([
    ["sections", { liveness: { livenessMinScore: 0.7 } }],
    ["deep", { liveness: { searchMode: "FAST", livenessMinScore: 0.7 } }],
  ] as const)("merges %s", async (merge, onboardingSettings) => {
    const { verifik, ask, id } = await withFlow({ merge }, { onboardingSettings: liveness });
    const change = { onboardingSettings: { liveness: { livenessMinScore: 0.7 } } };
    expect(await ask("PUT", `${path}/${id}`, change)).toMatchObject({ status: 200 });
    expect(verifik.flows[0]).toMatchObject({ status: "draft" });
    expect((verifik.flows[0] as { onboardingSettings?: unknown }).onboardingSettings).toEqual(
      onboardingSettings,
    );
  });

  test("moves `updatedAt`, and nothing that the server owns", async () => {
    const { verifik, ask, id } = await withFlow();
    const [before] = verifik.flows;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ask("PUT", `${path}/${id}`, { status: "active", _id: "1", createdAt: "", client: "" });
    const { updatedAt, ...now } = verifik.flows[0] ?? {};
    expect(now).toEqual({ ...before, status: "active", updatedAt: undefined });
    expect(Date.parse(updatedAt ?? "")).toBeGreaterThan(Date.parse(before?.updatedAt ?? ""));
  });

  test("answers what was sent, without an id, if it's told to", async () => {
    const { ask, id } = await withFlow({ updateAnswer: "sent", envelope: "data" });
    const { body } = await ask("PUT", `${path}/${id}`, { status: "active" });
    expect(body).toEqual({ data: { status: "active" } });
  });
});

test("a flow is read with the objects that it refers to, alone and in a list", async () => {
  const { verifik, ask, id } = await withFlow({ references: "objects" }, { webhook });
  const objects = { project: { _id: project }, client: { _id: expect.any(String) } };
  const populated = { _id: id, ...objects, webhook: { _id: webhook, name: expect.any(String) } };
  expect((await ask("GET", `${path}/${id}`)).body).toMatchObject(populated);
  expect((await ask("GET", `${path}?project=${project}`)).body).toMatchObject([populated]);
  expect(verifik.flows).toMatchObject([{ project, webhook }]);
});

test.each([
  ["project=507F1f77bcf86cd799439013", 2],
  ["where_project=507f1f77bcf86cd799439013", 2],
  ["project=507f1f77bcf86cd7994390ff", 0],
  ["status=draft", 1],
  ["where_status=draft", 1],
  ["where_status=dra", 0],
  ["in_status=[draft,active]", 2],
  ["in_status[]=draft&in_status[]=paused", 1],
  ["in_status=paused&in_status=active", 1],
  ["type=login", 0],
  ["in_type=[login,onboarding]&where_status=active", 1],
  ["where_version=1", 2],
  ["where_nothing=1", 0],
  ["sort=-createdAt", 2],
])("a list of ?%s has %i flows", async (query, count) => {
  const { ask } = await withFlow();
  await ask("POST", path, { ...minimal, status: "active" });
  expect((await ask("GET", `${path}?${query}`)).body).toHaveLength(count);
});

describe("a DELETE", () => {
  test("goes through v3, once", async () => {
    const { verifik, ask, id } = await withFlow({ envelope: "bare" });
    expect(await ask("DELETE", `${v3}/${id.toUpperCase()}`)).toMatchObject({
      status: 200,
      body: { data: { _id: id, type: "onboarding", status: "deleted" } },
    });
    expect(verifik.flows).toEqual([]);
    expect(await ask("DELETE", `${v3}/${id}`)).toMatchObject({
      status: 404,
      body: { message: "Project flow not found", code: "NotFound", status: 404 },
    });
  });

  test.each([
    [v3, `${unknownId}1`, 400],
    [v3, unknownId, 404],
    [path, "", 404],
  ])("of %s/%s is answered with another status: %i", async (path, id, status) => {
    const { verifik, ask, id: stored } = await withFlow();
    expect(await ask("DELETE", `${path}/${id || stored}`)).toMatchObject({ status });
    expect(verifik.flows).toHaveLength(1);
  });
});

test("a flow in use is neither changed nor deleted, until it's free", async () => {
  const busy = new Set<string>();
  const { verifik, ask, id } = await withFlow({ activeUsers: (id) => busy.has(id) });
  busy.add(id);
  for (const [method, where, verb] of [
    ["PUT", path, "update"],
    ["DELETE", v3, "delete"],
  ] as const) {
    expect(await ask(method, `${where}/${id}`, { status: "active" })).toMatchObject({
      status: 409,
      body: { message: `Cannot ${verb} project flow with active users`, code: "Conflict" },
    });
  }
  expect(verifik.flows).toMatchObject([{ status: "draft" }]);
  busy.clear();
  expect(await ask("PUT", `${path}/${id}`, { status: "active" })).toMatchObject({ status: 200 });
});

test("a refusal tells what is wrong with each field, if it's told to", async () => {
  const { verifik, ask, id } = await withFlow({ refusals: "detailed" });
  const change = {
    status: "stopped",
    onboardingSettings: { liveness: { livenessMinScore: 0.4 }, signUpForm: { extraFields: [5] } },
    whiteList: [{ name: "Ana" }, { email: "ana" }],
  };
  const { status, body } = await ask("PUT", `${path}/${id}`, change);
  expect([status, body.code]).toEqual([422, "UnprocessableEntity"]);
  expect(body.details.map(({ field }: { field: string }) => field)).toEqual([
    "status",
    "onboardingSettings.signUpForm.extraFields[0]",
    "onboardingSettings.liveness.livenessMinScore",
    "whiteList[1].name",
    "whiteList[1].email",
  ]);
  for (const [method, where, sent, field] of [
    ["POST", path, { type: "onboarding" }, "project"],
    ["POST", path, { type: "kyc" }, "type"],
    ["POST", path, [], ""],
    ["PUT", `${path}/${id}`, { type: "login" }, "type"],
    ["PUT", `${path}/${id}`, { security: "none" }, "security"],
  ] as const) {
    const { body } = await ask(method, where, sent);
    expect(body.details).toMatchObject([{ field }]);
  }
  expect(verifik.flows).toMatchObject([{ status: "draft" }]);
});

describe("a rate limit", () => {
  test("turns away what is over it, until the oldest request is out of the window", async () => {
    const { verifik, ask, id } = await withFlow({ rateLimit: { requests: 3, per: 300 } });
    const statuses = async (count: number) => {
      const answers = Array.from({ length: count }, () => ask("GET", `${path}/${id}`));
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    expect(await statuses(4)).toEqual([200, 200, 429, 429]);
    const limited = await ask("DELETE", `${v3}/${id}`);
    expect(limited).toMatchObject({
      status: 429,
      body: { message: "Too many requests", code: "RateLimitExceeded" },
      retryAfter: "1",
    });
    expect(verifik.flows).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 320));
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  });

  test("doesn't count requests without the token", async () => {
    await using verifik = await startEmulator({ rateLimit: { requests: 1, per: 60_000 } });
    const url = `${verifik.url}${path}`;
    for (let n = 0; n < 3; n += 1) expect((await fetch(url)).status).toBe(401);
    const headers = { authorization: `Bearer ${verifik.token}` };
    expect((await fetch(url, { headers })).status).toBe(200);
    const limited = await fetch(url, { headers });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "60"]);
  });
});

test("a fault of one method lets the others pass", async () => {
  const { verifik, ask, id } = await withFlow();
  verifik.fail({ status: 503, method: "PUT" });
  verifik.fail({ status: 500 });
  const statuses = [];
  for (const method of ["GET", "PUT", "GET", "PUT"]) {
    statuses.push((await ask(method, `${path}/${id}`, method === "PUT" ? {} : undefined)).status);
  }
  expect(statuses).toEqual([500, 503, 200, 200]);
  expect(() => verifik.fail({ reset: true, method: "PATCH" as never })).toThrow(
    "method is 'PATCH': expected 'GET', 'POST', 'PUT' or 'DELETE'",
  );
});
