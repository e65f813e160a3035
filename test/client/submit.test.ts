import { createClient, flow, type SubmitOptions } from "verifik-flow";
import { createEmulator, type Envelope, startEmulator } from "verifik-flow/emulator";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { inTime } from "../support/in-time.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013").status("active");
const token = "a-token";
const stored = JSON.stringify({
  _id: "507f1f77bcf86cd799439011",
  status: "active",
  later: { a: 1 },
});

const failureWith = (options: SubmitOptions) => failureOf(onboarding.submit({ token, ...options }));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a submit that succeeds", () => {
  test("sends one POST with the token and the JSON body", async () => {
    await using server = await startRawServer((socket) => socket.write(http(200, stored)));

    await onboarding.submit({ token, baseUrl: server.url });

    expect(server.requests).toHaveLength(1);
    const [head, body] = (server.requests[0] ?? "").split("\r\n\r\n");
    expect(head).toMatch(/^POST \/v2\/project-flows HTTP\/1\.1\r\n/);
    expect(head).toMatch(/\r\nauthorization: Bearer a-token\r\n/i);
    expect(head).toMatch(/\r\ncontent-type: application\/json\r\n/i);
    expect(JSON.parse(body ?? "")).toEqual(onboarding.build());
  });

  test.each<Envelope>(["bare", "data", "signed"])("reads the %s envelope", async (envelope) => {
    await using verifik = await startEmulator({ envelope });
    const options = { baseUrl: verifik.url, token: verifik.token };
    const stored = await onboarding.submit(options);
    expect([stored]).toEqual(verifik.flows);
  });

  test("keeps fields that it does not know, and reads JSON whatever its content type", async () => {
    await using server = await startRawServer((socket) => {
      socket.write(http(201, stored, { "content-type": "text/plain" }));
    });
    await expect(onboarding.submit({ token, baseUrl: server.url })).resolves.toMatchObject({
      later: { a: 1 },
    });
  });

  test("takes the token and the base URL from the environment", async () => {
    await using verifik = await startEmulator({ token: "from-the-environment" });
    vi.stubEnv("VERIFIK_TOKEN", "from-the-environment");
    vi.stubEnv("VERIFIK_BASE_URL", `${verifik.url}/`);
    await expect(onboarding.submit()).resolves.toHaveProperty("_id");
  });

  test("goes to api.verifik.co unless it is told otherwise", async () => {
    const verifik = createEmulator({ token });
    let url = "";
    const fetch: typeof globalThis.fetch = (input, init) => {
      url = input instanceof Request ? input.url : String(input);
      return verifik.fetch(input, init);
    };
    await onboarding.submit({ token, fetch });
    expect(url).toBe("https://api.verifik.co/v2/project-flows");
  });

  test("shares a client's options", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    await onboarding.submit(client);
    await onboarding.status("draft").submit(client);
    expect(verifik.flows.map(({ status }) => status)).toEqual(["active", "draft"]);
  });
});

describe("a submit that the server refuses", () => {
  test.each([
    [400, "BAD_REQUEST", "rejected"],
    [401, "UNAUTHORIZED", "rejected"],
    [402, "PAYMENT_REQUIRED", "rejected"],
    [403, "FORBIDDEN", "rejected"],
    [404, "NOT_FOUND", "rejected"],
    [408, "REQUEST_TIMEOUT", "unknown"],
    [409, "CONFLICT", "rejected"],
    [413, "PAYLOAD_TOO_LARGE", "rejected"],
    [415, "UNSUPPORTED_MEDIA_TYPE", "rejected"],
    [418, "REFUSED", "rejected"],
    [422, "UNPROCESSABLE", "rejected"],
    [429, "RATE_LIMITED", "rejected"],
    [500, "SERVER_ERROR", "unknown"],
    [502, "UNAVAILABLE", "unknown"],
    [503, "UNAVAILABLE", "unknown"],
    [504, "UNAVAILABLE", "unknown"],
    [520, "SERVER_ERROR", "unknown"],
    [301, "REDIRECT", "rejected"],
    [302, "REDIRECT", "unknown"],
    [303, "REDIRECT", "unknown"],
    [307, "REDIRECT", "rejected"],
    [308, "REDIRECT", "rejected"],
  ])("with %i fails as %s, %s, after one POST", async (status, code, outcome) => {
    await using server = await startRawServer((socket) => {
      socket.write(http(status, "<html>", { location: `/v2/elsewhere`, "x-request-id": "r-1" }));
    });
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ name: "SubmitError", code, outcome, status, attempts: 1 });
    expect(error.requestId).toBe("r-1");
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['{"error":"Invalid request"}', "Invalid request", undefined],
    ['{"message":"token expired","code":"TokenExpired"}', "token expired", "TokenExpired"],
    ['{"error":"Not found","message":"FLOW_NOT_FOUND"}', "Not found", "FLOW_NOT_FOUND"],
    ['{"code":"NotFound","message":"404:not_found"}', "404:not_found", "not_found"],
    ['{"error":{"message":"bad","code":"E1","details":[]}}', "bad", "E1"],
    ['{"message":"a-token \\u001b[31mred\\u202e\\n"}', "[token] red", undefined],
  ])("says what the server says in %s", async (body, text, serverCode) => {
    await using server = await startRawServer((socket) => socket.write(http(400, body)));
    const error = await failureWith({ baseUrl: server.url });
    expect(error.message).toBe(
      `BAD_REQUEST: the server answered 400 (${text}); the flow was not created (verifik-flow/docs/errors.md#BAD_REQUEST)`,
    );
    expect(error.serverCode).toBe(serverCode);
  });

  test.each([
    ["7", undefined, 7000],
    ["Mon, 23 Nov 2026 10:00:30 GMT", "Mon, 23 Nov 2026 10:00:00 GMT", 30_000],
    ["Mon, 23 Nov 2026 10:00:00 GMT", "Mon, 23 Nov 2026 10:00:30 GMT", 0],
    ["-1", undefined, undefined],
    ["NaN", undefined, undefined],
    ["inf", undefined, undefined],
  ])("tells how long to wait after Retry-After: %s", async (value, date, retryAfterMs) => {
    await using server = await startRawServer((socket) => {
      socket.write(http(429, "{}", { "retry-after": value, ...(date ? { date } : {}) }));
    });
    expect((await failureWith({ baseUrl: server.url })).retryAfterMs).toBe(retryAfterMs);
  });
});

describe("a submit whose answer cannot be used", () => {
  test.each(["", "null", "[]", "{}", '{"_id":""}', '{"_id":5}', "<html>", '{"_id":'])(
    "because it is %o fails as BAD_RESPONSE, applied",
    async (body) => {
      await using server = await startRawServer((socket) => socket.write(http(200, body)));
      const error = await failureWith({ baseUrl: server.url });
      expect(error).toMatchObject({ code: "BAD_RESPONSE", outcome: "applied", status: 200 });
    },
  );

  test("because half of it came fails as TRUNCATED, applied", async () => {
    await using server = await startRawServer((socket) => {
      socket.write(http(200, stored, { "content-length": "4000", "x-request-id": "r-2" }));
      setTimeout(() => socket.destroy(), 20);
    });
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "TRUNCATED", outcome: "applied", requestId: "r-2" });
  });

  test("because it is larger than 16 MiB fails as TOO_LARGE, applied", async () => {
    const large = (bytes: number) => `{"_id":"1","x":"${"x".repeat(bytes - 18)}"}`;
    await using server = await startRawServer((socket) => {
      socket.write(http(200, large(server.requests.length === 1 ? 2 ** 24 : 2 ** 24 + 1)));
    });
    await expect(onboarding.submit({ token, baseUrl: server.url })).resolves.toHaveProperty("x");
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "TOO_LARGE", outcome: "applied" });
  });
});

describe("a submit that cannot be sent", () => {
  const unused = { fetch: () => expect.fail("a request was made") };

  test("because nothing listens fails as CONNECT_FAILED after its retries", async () => {
    const server = await startRawServer(() => {});
    await server[Symbol.asyncDispose]();
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "CONNECT_FAILED", outcome: "not-sent", attempts: 3 });
    const once = await failureWith({ baseUrl: server.url, retries: 0 });
    expect(once).toMatchObject({ code: "CONNECT_FAILED", outcome: "not-sent", attempts: 1 });
  });

  test.each(["", " ", "a b", "a\nb", "a\r", "a\0", "é", undefined, null, 5])(
    "because the token is %o fails as INVALID_TOKEN and does not quote it",
    async (bad) => {
      vi.stubEnv("VERIFIK_TOKEN", token);
      const error = await failureWith({ ...unused, token: bad as never });
      expect(error).toMatchObject({ code: "INVALID_TOKEN", outcome: "not-sent", attempts: 0 });
      if (bad === "a b") expect(error.message).not.toContain("a b");
    },
  );

  test.each([
    "http://api.verifik.co",
    "http://127.0.0.1.example.com",
    "ftp://localhost",
    "https://user:password@api.verifik.co",
    "https://api.verifik.co?a",
    "https://api.verifik.co#a",
    "api.verifik.co",
    "",
    undefined,
  ])("because the base URL is %o fails as INVALID_BASE_URL", async (baseUrl) => {
    const error = await failureWith({ ...unused, baseUrl: baseUrl as never });
    expect(error).toMatchObject({ code: "INVALID_BASE_URL", outcome: "not-sent", attempts: 0 });
    expect(error.message).not.toContain("password");
  });

  test.each([null, "a-token"])(
    "because its options are %o fails as INVALID_OPTION",
    async (options) => {
      const error = await onboarding.submit(options as never).catch((error) => error);
      expect(error).toMatchObject({ code: "INVALID_OPTION", outcome: "not-sent" });
      expect(error.message).not.toContain("a-token");
    },
  );

  test.each([{ timeout: 0 }, { timeout: Number.NaN }, { retries: -1 }, { retries: 1.5 }])(
    "because of the option %o fails as INVALID_OPTION",
    async (option) => {
      const error = await failureWith({ ...unused, ...option });
      expect(error).toMatchObject({ code: "INVALID_OPTION", outcome: "not-sent", attempts: 0 });
    },
  );
});

describe("a submit that ends early", () => {
  test("because the connection was lost fails as CONNECTION_LOST, unknown, after one POST", async () => {
    await using server = await startRawServer((socket) => socket.resetAndDestroy());
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "CONNECTION_LOST", outcome: "unknown", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["no head", "", "unknown"],
    ["half a 2xx", http(200, "{", { "content-length": "100" }), "applied"],
    ["half a 4xx", http(400, "{", { "content-length": "100" }), "rejected"],
  ])("because %s came by the time limit fails as TIMEOUT", async (_case, answer, outcome) => {
    await using server = await startRawServer((socket) => socket.write(answer));
    const error = await inTime(1100, failureWith({ baseUrl: server.url, timeout: 1000 }));
    expect(error).toMatchObject({ code: "TIMEOUT", outcome });
    await expect.poll(() => server.busy.size).toBe(0);
  });

  test("because a fetch pays no heed to its signal fails as TIMEOUT all the same", async () => {
    const error = await failureWith({ fetch: () => new Promise(() => {}), timeout: 50 });
    expect(error).toMatchObject({ code: "TIMEOUT", outcome: "unknown" });
  });

  test("because it was aborted before fails as ABORTED, not-sent", async () => {
    await using server = await startRawServer(() => {});
    const error = await failureWith({ baseUrl: server.url, signal: AbortSignal.abort() });
    expect(error).toMatchObject({ code: "ABORTED", outcome: "not-sent", attempts: 0 });
    expect(server.requests).toHaveLength(0);
  });

  test("because it was aborted in flight fails as ABORTED, unknown", async () => {
    const controller = new AbortController();
    await using server = await startRawServer(() => controller.abort());
    const error = await failureWith({ baseUrl: server.url, signal: controller.signal });
    expect(error).toMatchObject({ code: "ABORTED", outcome: "unknown", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});
