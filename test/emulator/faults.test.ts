import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";

const path = "/v2/project-flows";
const minimal = { type: "onboarding", project: "507f1f77bcf86cd799439013" };
const bearer = { authorization: "Bearer emulator-token" };
const post = { method: "POST", headers: bearer, body: JSON.stringify(minimal) };

/** Both ways to the emulator. */
async function each(
  act: (
    verifik: Pick<ReturnType<typeof createEmulator>, "fail" | "flows" | "fetch">,
  ) => Promise<void>,
) {
  await act(createEmulator());
  await using server = await startEmulator();
  const fetch: typeof globalThis.fetch = (input, init) =>
    globalThis.fetch(String(input).replace("https://api.verifik.co", server.url), init);
  await act({
    fail: (fault) => server.fail(fault),
    fetch,
    get flows() {
      return server.flows;
    },
  });
}

describe("fail()", () => {
  /** Each refused fault stands behind an accepted neighbour. */
  test.each([
    [{ status: 503 }, { status: "503" }, "status is '503': expected an integer from 200 to 599"],
    [{ status: 200 }, { status: 199 }, "status is 199: expected an integer from 200 to 599"],
    [{ status: 599 }, { status: 600 }, "status is 600: expected an integer from 200 to 599"],
    [{ status: 500 }, { status: 101 }, "status is 101: expected an integer from 200 to 599"],
    [{ status: 500 }, { status: 500.5 }, "status is 500.5: expected an integer from 200 to 599"],
    [{ status: 500 }, { status: null }, "status is null: expected an integer from 200 to 599"],
    [{ reset: true }, { reset: "yes" }, "reset is 'yes': expected true"],
    [{ hang: true }, { hang: false }, "hang is false: expected true"],
    [{ halfBody: true }, { halfBody: 1 }, "halfBody is 1: expected true"],
    [{ reset: true }, {}, "fail() needs a fault: expected one of status, reset, hang and halfBody"],
    [
      { reset: true },
      { times: 2 },
      "fail() needs a fault: expected one of status, reset, hang and halfBody",
    ],
    [
      { reset: true },
      { reset: undefined },
      "fail() needs a fault: expected one of status, reset, hang and halfBody",
    ],
    [
      { reset: true, status: undefined },
      { reset: true, status: 503 },
      "a request can't fail by status and reset at once: expected one of status, reset, hang and halfBody",
    ],
    [{ reset: true }, { rest: true }, "'rest' isn't an option of fail(): did you mean reset?"],
    [{ status: 503 }, { stauts: 503 }, "'stauts' isn't an option of fail(): did you mean status?"],
    [
      { halfBody: true },
      { halfbody: true },
      "'halfbody' isn't an option of fail(): did you mean halfBody?",
    ],
    [
      { status: 503 },
      { code: 503 },
      "'code' isn't an option of fail(): expected one of status, reset, hang, halfBody, body, headers, times, applied, method",
    ],
    [
      { reset: true, times: 1 },
      { reset: true, times: 0 },
      "times is 0: expected an integer from 1, or Infinity",
    ],
    [
      { reset: true, times: 2 },
      { reset: true, times: -1 },
      "times is -1: expected an integer from 1, or Infinity",
    ],
    [
      { reset: true, times: 2 },
      { reset: true, times: 1.5 },
      "times is 1.5: expected an integer from 1, or Infinity",
    ],
    [
      { reset: true, times: Infinity },
      { reset: true, times: Number.NaN },
      "times is NaN: expected an integer from 1, or Infinity",
    ],
    [
      { reset: true, times: 2 },
      { reset: true, times: "2" },
      "times is '2': expected an integer from 1, or Infinity",
    ],
    [
      { reset: true, applied: false },
      { reset: true, applied: "yes" },
      "applied is 'yes': expected true or false",
    ],
    [
      { halfBody: true, applied: true },
      { halfBody: true, applied: false },
      "applied is false: expected nothing: halfBody always processes the request",
    ],
    [
      { status: 500, body: null },
      { status: 500, body: Symbol("s") },
      "body is a symbol: expected a value that JSON can hold",
    ],
    [
      { status: 500, body: "text" },
      { status: 500, body: () => {} },
      "body is a function: expected a value that JSON can hold",
    ],
    [
      { status: 204 },
      { status: 204, body: {} },
      "an answer with status 204 has no body: leave body out",
    ],
    [
      { reset: true },
      { reset: true, body: {} },
      "body goes with status: reset gives no answer of its own",
    ],
    [
      { hang: true },
      { hang: true, headers: {} },
      "headers goes with status: hang gives no answer of its own",
    ],
    [
      { status: 429, headers: { "retry-after": "7" } },
      { status: 429, headers: { "retry-after": 7 } },
      "headers: retry-after is 7: expected a string",
    ],
    [
      { status: 429, headers: {} },
      { status: 429, headers: [] },
      "headers is an array: expected an object of strings",
    ],
    [
      { status: 429, headers: { a: "b" } },
      { status: 429, headers: { a: "b\nc" } },
      "headers has a name or a value that HTTP doesn't allow",
    ],
    [
      { status: 429, headers: { date: "now" } },
      { status: 429, headers: { "Content-Length": "7" } },
      "headers: Content-Length can't be set: leave it out",
    ],
    [{ reset: true }, null, "the argument of fail() is null: expected an object"],
    [{ reset: true }, 503, "the argument of fail() is 503: expected an object"],
    [{ reset: true }, [{ reset: true }], "the argument of fail() is an array: expected an object"],
  ])("accepts %j and refuses %j", async (accepted, refused, sentence) => {
    const verifik = createEmulator();
    expect(() => verifik.fail(refused as never)).toThrow(new TypeError(sentence));
    expect((await verifik.fetch(`https://api.verifik.co${path}`, post)).status).toBe(200);
    expect(() => verifik.fail(accepted as never)).not.toThrow();
  });

  test("refuses a body that JSON.stringify throws at", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    for (const body of [1n, circle]) {
      const fail = () => createEmulator().fail({ status: 500, body });
      expect(fail).toThrow(/^body is (1n|an array): expected a value that JSON can hold$/);
    }
  });

  test.each([204, 205, 304])("with status %i answers without a body", async (status) => {
    await each(async (verifik) => {
      verifik.fail({ status, headers: { "x-request-id": "r-1" } });
      const response = await verifik.fetch(`https://api.verifik.co${path}`, post);
      expect([response.status, await response.text()]).toEqual([status, ""]);
      expect(response.headers.get("x-request-id")).toBe("r-1");
      expect(verifik.flows).toEqual([]);
      // The connection is still good.
      expect((await verifik.fetch(`https://api.verifik.co${path}`, post)).status).toBe(200);
    });
  });

  test("keeps the fault that it was given, whatever becomes of the object", async () => {
    const verifik = createEmulator();
    const fault = { status: 503, times: 2 };
    verifik.fail(fault);
    fault.status = 400;
    for (const status of [503, 503, 200]) {
      expect((await verifik.fetch(`https://api.verifik.co${path}`, post)).status).toBe(status);
    }
  });

  test("fails every request from then on, `times: Infinity`", async () => {
    const verifik = createEmulator();
    verifik.fail({ status: 503, times: Number.POSITIVE_INFINITY });
    for (let n = 0; n < 50; n += 1) {
      expect((await verifik.fetch(`https://api.verifik.co${path}`, post)).status).toBe(503);
    }
  });

  test("says no more than the fault's own body, null included", async () => {
    await each(async (verifik) => {
      for (const [fault, body] of [
        [{ status: 500 }, { error: "Emulated fault" }],
        [{ status: 500, body: undefined }, { error: "Emulated fault" }],
        [{ status: 500, body: null }, null],
        [{ status: 200, body: [] }, []],
      ] as const) {
        verifik.fail(fault);
        const response = await verifik.fetch(`https://api.verifik.co${path}`, post);
        expect(await response.json()).toEqual(body);
      }
    });
  });

  test("with a Date of its own lets the server's clock be wrong", async () => {
    await each(async (verifik) => {
      const date = "Tue, 01 Jan 2030 00:00:00 GMT";
      verifik.fail({ status: 500, headers: { Date: date } });
      const response = await verifik.fetch(`https://api.verifik.co${path}`, post);
      expect(response.headers.get("date")).toBe(date);
    });
  });
});
