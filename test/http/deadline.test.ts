import { channel } from "node:diagnostics_channel";
import { getEventListeners } from "node:events";
import { flow, type SubmitOptions } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { loopPause } from "../support/loop-clock.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");
const token = "a-token";

const failureWith = (options: SubmitOptions) => failureOf(onboarding.submit({ token, ...options }));

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("when a submit has ended", () => {
  test.each([200, 400])("with %i it leaves no timer and no listener", async (status) => {
    await using server = await startRawServer((socket) =>
      socket.write(http(status, '{"_id":"1"}')),
    );
    const { signal } = new AbortController();
    const before = timers();
    const options = { token, baseUrl: server.url, signal, timeout: 60_000 };
    for (let n = 0; n < 10; n += 1) await onboarding.submit(options).catch(() => {});
    expect(timers()).toBeLessThan(before + 5);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("submits that share a signal share one listener, and end with it while any is left", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  await using server = await startRawServer((socket) => {
    if (server.requests.length === 1) socket.write(http(200, '{"_id":"1"}'));
  });
  const submits = [1, 2].map(() => onboarding.submit({ token, baseUrl: server.url, signal }));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await Promise.race(submits);
  controller.abort();
  const results = await Promise.allSettled(submits);
  const ends = results.map((result) => ("reason" in result ? result.reason.code : result.status));
  expect(ends.sort()).toEqual(["ABORTED", "fulfilled"]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

describe("a pause between two attempts", () => {
  test("ends with the signal, and leaves no timer", async () => {
    const before = timers();
    for (let n = 0; n < 10; n += 1) {
      const controller = new AbortController();
      await using server = await startRawServer((socket) => {
        socket.write(http(429, "{}", { "retry-after": "20" }));
        loopPause(100).then(() => controller.abort());
      });
      const { signal } = controller;
      const error = await failureWith({ baseUrl: server.url, signal, retryRateLimited: true });
      expect(error.message).toBe(
        "ABORTED: the signal was aborted; the flow was not created (verifik-flow/docs/errors.md#ABORTED)",
      );
      expect(error.attempts).toBe(1);
    }
    expect(timers()).toBeLessThan(before + 5);
  });

  test("is not made if another attempt as long as the last would meet the time limit", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    vi.useFakeTimers();
    const refused = () => {
      const error = Object.assign(new Error("it can't connect"), { syscall: "connect" });
      const message = { error, connectParams: { host: "api.verifik.co" } };
      channel("undici:client:connectError").publish(message); // as Node's fetch says it
      return error;
    };
    const fetch = () =>
      new Promise<never>((_resolve, reject) => setTimeout(() => reject(refused()), 300));
    for (const [timeout, attempts] of [
      [500, 1],
      [5_000, 3],
    ] as const) {
      const failure = failureWith({ fetch, timeout });
      await vi.advanceTimersByTimeAsync(timeout);
      // On Bun nothing tells what a fetch of one's own failed at.
      const known = { code: "CONNECT_FAILED", outcome: "not-sent", attempts };
      const unknown = { code: "CONNECTION_LOST", outcome: "unknown", attempts: 1 };
      expect(await failure).toMatchObject("Bun" in globalThis ? unknown : known);
    }
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("after a rate limit is made only if it is asked for", async () => {
    for (const [retryRateLimited, attempts] of [
      [true, 3],
      [false, 1],
    ] as const) {
      const verifik = createEmulator();
      verifik.fail({ status: 429, headers: { "retry-after": "0" }, times: 3 });
      const { token, fetch } = verifik;
      expect((await failureWith({ token, fetch, retryRateLimited })).attempts).toBe(attempts);
    }
  });

  test("that is as long as a minute is waited for, and no longer one", async () => {
    for (const [seconds, end] of [
      [60, "ABORTED"],
      [61, "RATE_LIMITED"],
    ] as const) {
      await using server = await startRawServer((socket) => {
        socket.write(http(429, "{}", { "retry-after": String(seconds) }));
      });
      const controller = new AbortController();
      const { signal } = controller;
      const options = { baseUrl: server.url, signal, timeout: 100_000, retryRateLimited: true };
      const failure = failureWith(options);
      await Promise.race([failure, loopPause(200)]);
      controller.abort();
      expect((await failure).code).toBe(end);
    }
  });

  test("grows with each attempt", async () => {
    const server = await startRawServer(() => {});
    await server[Symbol.asyncDispose]();
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const start = performance.now();
    const error = await failureWith({ baseUrl: server.url, retries: 2 });
    const took = performance.now() - start;
    vi.restoreAllMocks();
    expect(error).toMatchObject({ code: "CONNECT_FAILED", attempts: 3 });
    expect(took).toBeGreaterThan(290); // 100 ms, then 200 ms
  });
});

describe("the end of a submit", () => {
  test("is told by its cause", async () => {
    const silent = { fetch: () => new Promise<Response>(() => {}) };
    expect((await failureWith({ ...silent, timeout: 20 })).message).toBe(
      "TIMEOUT: the time limit of 20 ms was reached; the flow may exist (verifik-flow/docs/errors.md#TIMEOUT)",
    );
    expect((await failureWith({ ...silent, signal: AbortSignal.timeout(20) })).message).toBe(
      "ABORTED: the signal was aborted; the flow may exist (verifik-flow/docs/errors.md#ABORTED)",
    );
    expect((await failureWith({ ...silent, signal: AbortSignal.abort() })).message).toBe(
      "ABORTED: the signal was aborted; nothing was sent (verifik-flow/docs/errors.md#ABORTED)",
    );
  });

  test("keeps what the answer's head told", async () => {
    for (const [status, outcome] of [
      [200, "applied"],
      [400, "rejected"],
      [500, "unknown"],
    ] as const) {
      const headers = { "content-length": "100", "x-request-id": "r-1", "retry-after": "7" };
      await using server = await startRawServer((socket) => {
        socket.write(http(status, "{", headers));
      });
      const error = await failureWith({ baseUrl: server.url, timeout: 1000 });
      const head = { status, requestId: "r-1", retryAfterMs: 7000, attempts: 1 };
      expect(error).toMatchObject({ code: "TIMEOUT", outcome, ...head });
    }
  });

  test("is one for all attempts, and its first cause counts", async () => {
    const controller = new AbortController();
    const fetch: typeof globalThis.fetch = (input, init) => {
      const { signal } = new Request(input, init);
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          controller.abort();
          reject(signal.reason);
        });
      });
    };
    const error = await failureWith({ fetch, timeout: 20, signal: controller.signal });
    expect(error.code).toBe("TIMEOUT");
  });
});
