import { flow, type SubmitError } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");
const token = "a-token";

/** The error of a submit that is refused with this body. */
async function refusedWith(body: string, headers = {}): Promise<SubmitError> {
  await using server = await startRawServer((socket) => socket.write(http(400, body, headers)));
  return await failureOf(onboarding.submit({ token, baseUrl: server.url }));
}

describe("what the server says", () => {
  test.each([
    [{ message: "no" }, " (no)", undefined],
    [{ message: "no", code: "E1" }, " (no)", "E1"],
    [{ message: "no", code: 1 }, " (no)", undefined],
    [{ message: "no", details: "none" }, " (no)", undefined],
    [{ message: "404:gone", code: "E1" }, " (404:gone)", "gone"],
    [{ message: "x404:gone", code: "E1" }, " (x404:gone)", "E1"],
    [{ message: "4040:gone", code: "E1" }, " (4040:gone)", "E1"],
    [{ message: "404:gone away", code: "E1" }, " (404:gone away)", "E1"],
    [{ message: "404:", code: "E1" }, " (404:)", "E1"],
    [{ error: { message: "no", code: "E1" } }, " (no)", "E1"],
    [{ error: { message: "no" }, message: "yes" }, " (no)", undefined],
    [{ error: { code: "E1" } }, "", "E1"],
    [{ error: "no", message: "E1" }, " (no)", "E1"],
    [{ error: "no" }, " (no)", undefined],
    [{ error: "no", message: "not so" }, " (no)", undefined],
    [{ error: "no", message: 1 }, " (no)", undefined],
    [{ error: 1, message: "no" }, " (no)", undefined],
    [{ error: 1 }, "", undefined],
    [{ message: "" }, "", undefined],
    [{ title: "no", detail: "because" }, " (because)", undefined],
    [{ message: ["no", "never"], error: "Bad Request" }, " (Bad Request; no; never)", undefined],
    [{ errors: ["no", "never"] }, " (no; never)", undefined],
    ["no", " (no)", undefined],
    [["no"], "", undefined],
    [null, "", undefined],
  ])("in %j is repeated as %o, with the code %o", async (body, said, serverCode) => {
    const error = await refusedWith(JSON.stringify(body));
    expect(error.message).toBe(
      `BAD_REQUEST: the server answered 400${said}; the flow was not created (verifik-flow/docs/errors.md#BAD_REQUEST)`,
    );
    expect(error.serverCode).toBe(serverCode);
    expect(error.issues).toEqual([]);
  });

  test.each([
    ["no", " (no)"],
    ["upstream connect error", " (upstream connect error)"],
    ["<html>no</html>", ""],
    [" \n<!doctype html>no", ""],
    ["", ""],
  ])("in %j, which is no JSON, is repeated as %o", async (body, said) => {
    const { message } = await refusedWith(body);
    expect(message).toBe(
      `BAD_REQUEST: the server answered 400${said}; the flow was not created (verifik-flow/docs/errors.md#BAD_REQUEST)`,
    );
  });

  const path = "onboardingSettings.document.compareMinScore";
  const issue = { path: "document.minScore", message: "too low" };

  test.each([
    [{ details: [{ field: path, message: "too low" }] }],
    [{ error: { details: [{ field: path, message: "too low" }] } }],
    [{ errors: [{ path, msg: "too low" }] }],
    [{ errors: [{ param: path, msg: "too low" }] }],
    [{ issues: [{ path: path.split("."), message: "too low" }] }],
    [{ message: [{ property: path, reason: "too low" }] }],
    [{ errors: { [path]: "too low" } }],
    [{ errors: { [path]: ["too low"] } }],
    [{ errors: { [path]: { message: "too low", path } } }],
  ])("of a field is an issue, and in the message: %j", async (body) => {
    const error = await refusedWith(JSON.stringify(body));
    expect(error.issues).toEqual([issue]);
    expect(error.message).toContain("answered 400 (document.minScore: too low); the flow");
  });

  test("is repeated without what was sent of people, in whatever form", async () => {
    const ana = { name: "Ana María", email: "ana+x@example.com", phone: "3001234567" } as const;
    const echo = JSON.stringify({
      ...ana,
      also: encodeURIComponent(ana.email),
      upper: "ANA+X@EXAMPLE.COM",
    });
    const body = JSON.stringify({
      message: `no: ${echo}`,
      details: [{ field: ana.email, message: ana.name }],
    });
    await using server = await startRawServer((socket) => socket.write(http(409, body)));
    const listed = onboarding.whiteList([ana]).redirectUrl("https://example.com/secret?a=1");
    const error = await failureOf(listed.submit({ token, baseUrl: server.url }));
    expect(error.message).toContain('no: {"name":"[sent]","email":"[sent]","phone":"[sent]"');
    expect(JSON.stringify({ ...error, message: error.message })).not.toMatch(/ana|3001234567/i);
  });

  test.each([
    ["on two\nlines\r\n\tand more", "on two lines and more"],
    ["  with   spaces  ", "with spaces"],
    ["in \u001b[1;31mcolour\u001b[0m", "in colour"],
    ["with \u001b[?25lno cursor", "with no cursor"],
    ["under \u001b[2 qa cursor", "under a cursor"],
    ["with [31m brackets", "with [31m brackets"],
    ["with a \u0007bell", "with a bell"],
    ["turned \u202eround", "turned round"],
    ["a-token and a-token", "[token] and [token]"],
    ["a-\u200btoken", "[token]"],
    ["x".repeat(512), "x".repeat(512)],
    ["x".repeat(513), "x".repeat(512)],
  ])("is fit for a log: %j", async (message, said) => {
    const error = await refusedWith(JSON.stringify({ message }));
    expect(error.message).toContain(`answered 400 (${said}); the flow`);
  });

  test("of a field needs its name and a sentence", async () => {
    const details = [
      { field: "project", message: "unknown" },
      { field: "project" },
      { field: 1, message: "unknown" },
      { field: "webhook", message: 1 },
    ];
    const error = await refusedWith(JSON.stringify({ message: "no", details }));
    expect(error.issues).toEqual([{ path: "project", message: "unknown" }]);
  });

  test("of more than a hundred fields is not kept", async () => {
    for (const [given, kept] of [
      [100, 100],
      [101, 100],
    ] as const) {
      const details = Array(given).fill({ field: "project", message: "unknown" });
      const error = await refusedWith(JSON.stringify({ message: "no", details }));
      expect(error.issues).toHaveLength(kept);
    }
  });

  test("of the request's number is kept if there is one", async () => {
    expect((await refusedWith("{}", { "x-request-id": " r-1 " })).requestId).toBe("r-1");
    expect((await refusedWith("{}", { "x-request-id": "" })).requestId).toBe(undefined);
    expect((await refusedWith("{}")).requestId).toBe(undefined);
  });
});

describe("Retry-After", () => {
  const waitAfter = async (headers: Readonly<Record<string, string>>) => {
    const verifik = createEmulator();
    verifik.fail({ status: 503, headers });
    const submitted = onboarding.submit({ token: verifik.token, fetch: verifik.fetch });
    return (await failureOf(submitted)).retryAfterMs;
  };
  const time = (milliseconds: number) => new Date(milliseconds).toUTCString();

  test.each([
    ["0", 0],
    ["120", 120_000],
    ["999999999", 999_999_999_000],
    ["1000000000", undefined],
    ["7s", undefined],
    ["in 7", undefined],
    ["1.5", undefined],
    ["2030-01-01T00:00:00Z", undefined],
    ["soon GMT", undefined],
    ["", undefined],
  ])("of %o seconds is %o milliseconds", async (value, wait) => {
    expect(await waitAfter({ "retry-after": value })).toBe(wait);
  });

  test("that is absent is undefined", async () => {
    expect(await waitAfter({})).toBe(undefined);
  });

  test("that is a date is read against the server's clock, or ours if it does not tell", async () => {
    const then = time(1_900_000_030_000);
    const now = time(1_900_000_000_000);
    expect(await waitAfter({ "retry-after": then, date: now })).toBe(30_000);
    expect(await waitAfter({ "retry-after": now, date: then })).toBe(0);
    for (const date of ["now", ""]) {
      const wait = await waitAfter({ "retry-after": time(Date.now() + 60_000), date });
      expect(wait).toBeGreaterThan(55_000);
      expect(wait).toBeLessThanOrEqual(60_000);
    }
    expect(await waitAfter({ "retry-after": time(Date.now() - 60_000) })).toBe(0);
  });
});
