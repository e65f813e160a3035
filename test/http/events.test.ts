import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isFailure } from "../../src/http/ending.js";
import { exchange } from "../../src/http/exchange.js";
import type { HttpSettings } from "../../src/http/request.js";
import type { RequestEvent } from "../../src/http/request-event.js";
import { http, startRawServer } from "../support/raw-server.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const token = "a-token";
const settings: HttpSettings = {
  token,
  timeout: 5_000,
  signal: undefined,
  retries: 2,
  retryRateLimited: true,
  fetch: globalThis.fetch,
};
const body = '{"name":"Ana Gómez"}';

/** What is told of a request that gets these answers, one after the other. */
async function eventsOf(answers: readonly string[], more: Partial<HttpSettings> = {}) {
  const left = [...answers];
  await using server = await startRawServer((socket) => socket.write(left.shift() ?? ""));
  const events: RequestEvent[] = [];
  const onEvent = (event: RequestEvent) => events.push(event);
  const url = `${server.url}/v2/project-flows`;
  const ending = await exchange({ ...settings, onEvent, ...more }, { method: "POST", url, body });
  return { events, ending, url };
}

test("attempts, answers, pauses and the failure are told, in order", async () => {
  const limited = http(429, "{}", { "retry-after": "0" });
  const refused = http(400, "{}", { "x-request-id": "r-1" });
  const { events, url } = await eventsOf([limited, refused]);
  const durationMs = expect.any(Number);
  const [request] = events.map(({ request }) => request);
  expect(events).toEqual(
    [
      { type: "attempt", attempt: 1, method: "POST", url },
      { type: "answer", attempt: 1, status: 429, requestId: undefined, durationMs },
      { type: "retry", attempt: 1, code: "RATE_LIMITED", pauseMs: 0 },
      { type: "attempt", attempt: 2, method: "POST", url },
      { type: "answer", attempt: 2, status: 400, requestId: "r-1", durationMs },
      { type: "failure", code: "BAD_REQUEST", outcome: "rejected", attempts: 2 },
    ].map((event) => ({ request, ...event })),
  );
});

test("a success is told by its answer, and a call that was aborted by its failure", async () => {
  const { events } = await eventsOf([http(200, "{}")]);
  expect(events.map(({ type }) => type)).toEqual(["attempt", "answer"]);
  const aborted = await eventsOf([], { signal: AbortSignal.abort() });
  const [{ request } = { request: 0 }] = aborted.events;
  expect(aborted.events).toEqual([
    { request, type: "failure", code: "ABORTED", outcome: "not-sent", attempts: 0 },
  ]);
  expect(request).toBeGreaterThan(events[0]?.request ?? Infinity);
});

test("no event holds the token or the body", async () => {
  const echo = http(400, body, { "x-request-id": `r-${token}` });
  const { events } = await eventsOf([echo]);
  expect(JSON.stringify(events)).not.toMatch(/a-token|Ana/);
});

describe("the outcome stays the same if the listener", () => {
  const unhandled = vi.fn();
  const listeners: Readonly<Record<string, () => unknown>> = {
    throws: () => {
      throw new Error("the listener's own");
    },
    rejects: async () => {
      throw new Error("the listener's own");
    },
    "returns what throws whatever is read of it": () =>
      new Proxy({}, { get: () => expect.fail("the listener's own") }),
    "never settles": () => new Promise(() => {}),
  };
  test.each(Object.entries(listeners))("%s", async (_what, onEvent) => {
    process.on("unhandledRejection", unhandled);
    const { ending } = await eventsOf([http(200, "{}")], { onEvent });
    await setImmediate();
    process.off("unhandledRejection", unhandled);
    expect(isFailure(ending)).toBe(false);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("writes to the event", async () => {
    const onEvent = (event: object) =>
      Object.assign(event, { code: "X", outcome: "X", attempt: 9 });
    const { ending } = await eventsOf([http(400, "{}")], { onEvent });
    expect(ending).toMatchObject({ code: "BAD_REQUEST", outcome: "rejected", attempts: 1 });
  });
});

describe("an ending", () => {
  test("tells when the last attempt was sent and answered, and the server's clock", async () => {
    const date = "Tue, 01 Feb 2022 10:00:00 GMT";
    const before = performance.timeOrigin + performance.now();
    const limited = http(429, "{}", { "retry-after": "1" });
    const { ending } = await eventsOf([limited, http(200, "{}", { date })]);
    const after = performance.timeOrigin + performance.now();
    const { sentAt = 0, receivedAt = 0 } = ending;
    expect(sentAt - before).toBeGreaterThan(990);
    expect(receivedAt).toBeGreaterThanOrEqual(sentAt);
    expect(receivedAt).toBeLessThanOrEqual(after);
    expect(ending.date).toBe(Date.UTC(2022, 1, 1, 10));
  });

  test("of a request without a response tells when it was sent", async () => {
    const lost = await eventsOf([], { fetch: () => Promise.reject(new Error()) });
    expect(lost.ending).toMatchObject({ sentAt: expect.any(Number), receivedAt: undefined });
    const never = await eventsOf([], { signal: AbortSignal.abort() });
    expect(never.ending).toMatchObject({ sentAt: undefined, receivedAt: undefined });
    const nonsense = await eventsOf([http(400, "{}", { date: "yesterday" })]);
    expect(nonsense.ending.date).toBeUndefined();
  });

  test("doesn't move with the machine's clock", async () => {
    let clock = 0;
    vi.spyOn(Date, "now").mockImplementation(() => {
      clock += 3_600_000;
      return clock;
    });
    const limited = http(429, "{}", { "retry-after": "1" });
    const { ending } = await eventsOf([limited, http(200, "{}")]);
    expect(ending).toMatchObject({ status: 200, attempts: 2 });
    expect((ending.receivedAt ?? 0) - (ending.sentAt ?? 0)).toBeLessThan(600_000);
  });
});

test.each(["PUT", "DELETE"] as const)("%s is sent as such", async (method) => {
  await using server = await startRawServer((socket) => socket.write(http(200, "{}")));
  const request = { method, url: `${server.url}/v2/x`, ...(method === "PUT" ? { body } : {}) };
  expect(isFailure(await exchange(settings, request))).toBe(false);
  expect(server.requests[0]).toMatch(new RegExp(`^${method} /v2/x `));
});
