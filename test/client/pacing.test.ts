import { createClient, flow, ObjectId, type RequestEvent } from "verifik-flow";
import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Pace } from "../../src/client/pacing.js";
import { exchange } from "../../src/http/exchange.js";
import type { HttpSettings } from "../../src/http/request.js";
import { failureOf } from "../support/failure-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { numbered } from "../support/numbered.js";
import { http, startRawServer } from "../support/raw-server.js";

afterEach(() => {
  vi.useRealTimers();
});

/** What the promise resolves with, in a time that passes at once. */
async function inFakeTime<Result>(promise: Promise<Result>): Promise<Result> {
  const waiting = { over: false };
  const ended = promise.finally(() => Object.assign(waiting, { over: true }));
  ended.catch(() => {});
  while (!waiting.over) {
    // What isn't a timer takes its turns first: time that passes meanwhile would count as waiting.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(500);
  }
  return ended;
}

const fakeTime = () =>
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });

const documented = { requests: 50, per: 60_000 };

describe("requestsPerMinute", () => {
  test("lets 500 updates meet no 429 of a server that enforces the limit", async () => {
    fakeTime();
    const verifik = createEmulator({ rateLimit: documented });
    const options = { token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 50 };
    const client = createClient(options);
    const start = performance.now();
    const created = await inFakeTime(client.submitAll(numbered(500), { concurrency: 16 }));
    expect(created.every(({ status }) => status === "fulfilled")).toBe(true);
    const ids = verifik.flows.map(({ _id }) => ObjectId(_id));
    const updates = ids.map((id, index) => {
      return client.update(id, flowNumbered(index).status("active"));
    });
    await inFakeTime(Promise.all(updates));
    expect(verifik.flows.every(({ status }) => status === "active")).toBe(true);
    expect(verifik.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(verifik.requests).toHaveLength(500 + 3 * 500);
    const minutes = (performance.now() - start) / 60_000;
    expect(minutes).toBeGreaterThan(38);
    expect(minutes).toBeLessThan(45);
  });

  test("doesn't slow down the first requests", async () => {
    fakeTime();
    const verifik = createEmulator({ rateLimit: documented });
    const options = { token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 50 };
    const start = performance.now();
    await inFakeTime(createClient(options).submitAll(numbered(50), { concurrency: 50 }));
    expect(performance.now() - start).toBeLessThanOrEqual(2_000);
  });

  test.each([
    [1, 0],
    [50, 1.5],
    [10_000, 10_001],
    [50, "50"],
    [50, undefined],
  ])("accepts %j and refuses %j", (accepted, refused) => {
    const client = (requestsPerMinute: unknown) =>
      createClient({ token: "t", requestsPerMinute } as never);
    expect(() => client(accepted)).not.toThrow();
    expect(() => client(refused)).toThrow(/^INVALID_OPTION: requestsPerMinute is /);
  });

  test("isn't an option of a single submit", async () => {
    const error = await failureOf(
      numbered(1)[0]?.submit({ requestsPerMinute: 50 } as never) ?? Promise.resolve(),
    );
    expect(error.message).toMatch(/^INVALID_OPTION: 'requestsPerMinute' isn't an option/);
  });
});

describe("a 429 of a paced client", () => {
  test("lets all its requests rest as long as the server says, and is sent again", async () => {
    fakeTime();
    const verifik = createEmulator({ rateLimit: documented });
    const options = { token: verifik.token, fetch: verifik.fetch };
    await inFakeTime(createClient(options).submitAll(numbered(50))); // somebody else used it up
    const events: RequestEvent[] = [];
    const onEvent = (event: RequestEvent) => events.push(event);
    const client = createClient({ ...options, requestsPerMinute: 50, onEvent });
    const results = await inFakeTime(client.submitAll(numbered(40), { concurrency: 1 }));
    expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(verifik.requests.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(1);
    expect(verifik.flows).toHaveLength(90);
  });

  test("isn't waited for if the server asks for more than an hour", async () => {
    fakeTime();
    const verifik = createEmulator();
    const client = createClient({
      token: verifik.token,
      fetch: verifik.fetch,
      requestsPerMinute: 50,
    });
    verifik.fail({ status: 429, headers: { "retry-after": "3601" } });
    const error = await inFakeTime(failureOf(flowNumbered(0).submit(client)));
    expect(error).toMatchObject({ code: "RATE_LIMITED", attempts: 1, retryAfterMs: 3_601_000 });
    verifik.fail({ status: 429, headers: { "retry-after": "3600" } });
    const start = performance.now();
    await inFakeTime(flowNumbered(0).submit(client));
    expect(performance.now() - start).toBeGreaterThanOrEqual(3_600_000);
  });

  test("isn't sent again if you say so", async () => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 50 };
    verifik.fail({ status: 429, headers: { "retry-after": "1" } });
    const client = createClient({ ...options, retryRateLimited: false });
    expect(await failureOf(flowNumbered(0).submit(client))).toMatchObject({ attempts: 1 });
  });
});

describe("a request that waits for its turn", () => {
  test("has its whole time limit left then", async () => {
    fakeTime();
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 1 };
    const client = createClient({ ...options, timeout: 100 });
    const results = await inFakeTime(client.submitAll(numbered(3)));
    expect(results.map(({ status }) => status)).toEqual(Array(3).fill("fulfilled"));
  });

  test("may be sent again then", async () => {
    fakeTime();
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 1 };
    const client = createClient({ ...options, timeout: 1_000 });
    const { _id } = await inFakeTime(flowNumbered(0).submit(client));
    verifik.fail({ status: 503 });
    await inFakeTime(client.get(ObjectId(_id)));
    expect(verifik.requests.map(({ status }) => status)).toEqual([200, 503, 200]);
  });

  test("isn't sent if the signal is aborted, and leaves its turn to the next", async () => {
    fakeTime();
    const verifik = createEmulator();
    const controller = new AbortController();
    const options = { token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 1 };
    const client = createClient({ ...options, signal: controller.signal });
    await inFakeTime(flowNumbered(0).submit(client));
    const waiting = failureOf(flowNumbered(1).submit(client));
    await vi.advanceTimersByTimeAsync(1_000);
    controller.abort();
    expect(await waiting).toMatchObject({ code: "ABORTED", outcome: "not-sent", attempts: 0 });
    expect(verifik.requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("a run with a journal doesn't say by when a request has left that waits for its turn", async () => {
  fakeTime();
  const verifik = createEmulator();
  const client = createClient({ token: verifik.token, fetch: verifik.fetch, requestsPerMinute: 1 });
  const journal = memoryJournal();
  const run = client.submitAll(numbered(4), { journal, concurrency: 4 });
  const intents = () => journal.lines.filter((line) => line.includes("intent"));
  while (intents().length < 4) await vi.advanceTimersByTimeAsync(10);
  const killed = [...journal.lines]; // the last request leaves three minutes later
  await inFakeTime(run);
  const next = client.submitAll(numbered(4), { journal: memoryJournal(killed) });
  expect((await inFakeTime(next)).map(({ status }) => status)).toEqual(Array(4).fill("fulfilled"));
  expect(verifik.flows.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
});

describe("on real sockets, in real time", () => {
  const settingsWith = (pacer: Pace, token = "t"): HttpSettings => {
    const own = { token, timeout: 5_000, signal: undefined, retries: 5, fetch: globalThis.fetch };
    return { ...own, retryRateLimited: true, pacer };
  };

  test("a limit of 20 in 300 ms is never met", async () => {
    await using verifik = await startEmulator({ rateLimit: { requests: 20, per: 300 } });
    const settings = settingsWith(new Pace(20, 1_000), verifik.token);
    const url = `${verifik.url}/v2/project-flows`;
    const asked = Array.from({ length: 60 }, () => exchange(settings, { method: "GET", url }));
    await Promise.all(asked);
    expect(verifik.requests.map(({ status }) => status)).toEqual(Array(60).fill(200));
  });

  test("each attempt takes a turn", async () => {
    const times: number[] = [];
    await using server = await startRawServer((socket) => {
      times.push(performance.now());
      socket.write(http(503, "{}"));
    });
    const settings = settingsWith(new Pace(1, 200));
    const begun = performance.now();
    await exchange({ ...settings, retries: 3 }, { method: "GET", url: server.url });
    expect(times).toHaveLength(4);
    // From the beginning: a busy machine can only make the last one later.
    expect((times[3] ?? 0) - begun).toBeGreaterThan(3 * 200 - 10);
  });
});

function flowNumbered(index: number) {
  const [numberedFlow = flow().project("507f1f77bcf86cd799439013")] = numbered(index + 1).slice(-1);
  return numberedFlow;
}
