import { Readable } from "node:stream";
import { flow, type SubmitOptions } from "verifik-flow";
import { describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/failure-of.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");
const token = "a-token";
const stored = '{"_id":"1"}';

/** A `fetch` that its type would refuse. */
const returning = (response: unknown) => ({ fetch: async () => response }) as SubmitOptions;
const failureWith = (options: SubmitOptions) => failureOf(onboarding.submit({ token, ...options }));
const headers = new Headers();
const trap = (name: string, of: object) =>
  Object.defineProperty(of, name, {
    get() {
      throw new Error(`${name} is a trap`);
    },
  });

describe("a fetch that doesn't return a Response is BAD_FETCH, unknown:", () => {
  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["an empty object", {}],
    ["a text", stored],
    ["a parsed body", { _id: "1" }],
    ["a status without headers", { status: 200 }],
    ["a status that is a text", { status: "200", headers }],
    ["a status that is no number", { status: Number.NaN, headers }],
    ["headers in a plain object", { status: 200, headers: {} }],
    ["a status that throws", trap("status", { headers })],
    ["headers that throw", trap("headers", { status: 200 })],
  ])("%s", async (_what, response) => {
    expect(await failureWith(returning(response))).toMatchObject({
      code: "BAD_FETCH",
      outcome: "unknown",
      message:
        "BAD_FETCH: the `fetch` that you passed didn't return a Response; the flow may exist (verifik-flow/docs/errors.md#BAD_FETCH)",
      attempts: 1,
    });
  });
});

describe("a fetch whose 2xx has a body that nobody can read is BAD_FETCH, applied:", () => {
  const locked = new Response(stored);
  locked.body?.getReader();
  const used = new Response(stored);
  void used.text();
  test.each<[string, unknown]>([
    ["locked", locked],
    ["used", used],
    ["a text", { status: 200, headers, body: stored }],
    ["a number", { status: 200, headers, body: 7 }],
    ["a trap", trap("body", { status: 200, headers })],
    ["chunks that are texts", { status: 200, headers, body: Readable.from([stored]) }],
  ])("%s", async (_what, response) => {
    const error = await failureWith(returning(response));
    expect(error).toMatchObject({ code: "BAD_FETCH", outcome: "applied", status: 200 });
  });

  test("but a refusal stays one", async () => {
    const refused = returning({ status: 400, headers, body: 7 });
    expect(await failureWith(refused)).toMatchObject({ code: "BAD_REQUEST", outcome: "rejected" });
  });
});

test("the Response of a polyfill is read, be its body Node's stream or none", async () => {
  const body = Readable.from([Buffer.from('{"_id"'), Buffer.from(':"1"}')]);
  const node = returning({ status: 200, headers, body });
  await expect(onboarding.submit({ token, ...node })).resolves.toEqual({ _id: "1" });
  const empty = returning({ status: 200, headers });
  expect((await failureWith(empty)).code).toBe("BAD_RESPONSE");
});

test("a fetch that throws before it returns leaves the flow in doubt, and says why", async () => {
  const fetch = () => {
    throw new TypeError("x is not a function");
  };
  const error = await failureWith({ fetch });
  expect(error).toMatchObject({ code: "CONNECTION_LOST", outcome: "unknown" });
  expect(error.cause).toMatchObject({ name: "TypeError", message: "x is not a function" });
  expect(error.cause?.stack).toContain("bad-fetch.test");
});

describe("a body", () => {
  const bodied = (source: UnderlyingDefaultSource<Uint8Array>) =>
    returning(new Response(new ReadableStream(source)));

  test("that fails is TRUNCATED, applied, and says why", async () => {
    const failing = bodied({ pull: (stream) => stream.error(new Error("broken")) });
    const error = await failureWith(failing);
    expect(error).toMatchObject({ code: "TRUNCATED", outcome: "applied" });
    expect(error.cause?.message).toBe("broken");
  });

  test("whose reader throws is TRUNCATED, applied", async () => {
    const fail = () => {
      throw new Error("no reader");
    };
    const body = { getReader: () => ({ read: fail, cancel: fail }) };
    const error = await failureWith(returning({ status: 200, headers, body }));
    expect(error).toMatchObject({ code: "TRUNCATED", outcome: "applied" });
  });

  test("in many chunks is read in one race, whole", async () => {
    const race = vi.spyOn(Promise, "race");
    const text = JSON.stringify({ _id: "1", x: "é€😀".repeat(2_000) });
    const bytes = [...Buffer.from(text)];
    const drops = bodied({
      pull(stream) {
        const byte = bytes.shift();
        if (byte === undefined) stream.close();
        else stream.enqueue(Uint8Array.of(byte));
      },
    });
    const flow = await onboarding.submit({ token, ...drops });
    expect(race.mock.calls.length).toBeLessThan(5);
    race.mockRestore();
    expect(JSON.stringify(flow)).toBe(text);
  });

  test.each([
    ["empty chunks", new Uint8Array(0)],
    ["single bytes", Uint8Array.of(32)],
  ])("of endless %s ends at the time limit, and with the signal", async (_what, chunk) => {
    for (const code of ["TIMEOUT", "ABORTED"]) {
      let left = 1_000_000; // takes far longer than the limit, and still comes to an end
      const endless = bodied({
        pull(stream) {
          left -= 1;
          if (left < 0) stream.close();
          else stream.enqueue(chunk.slice());
        },
      });
      const limit =
        code === "TIMEOUT" ? { timeout: 30 } : { signal: AbortSignal.timeout(30), timeout: 60_000 };
      const error = await failureWith({ ...endless, ...limit });
      expect(error).toMatchObject({ code, outcome: "applied", status: 200 });
    }
  });
});
