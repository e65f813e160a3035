import { describe, expect, test } from "vitest";
import { exchange } from "../../src/http/exchange.js";
import type { HttpRequest, HttpSettings } from "../../src/http/request.js";
import { http, startRawServer } from "../support/raw-server.js";

const settings: HttpSettings = {
  token: "a-token",
  timeout: 5_000,
  signal: undefined,
  retries: 2,
  retryRateLimited: false,
  fetch: globalThis.fetch,
};

type Answer = "reset" | "half" | number;

/** How a request ends that meets these answers, one after the other, and how often it was sent. */
async function endingOf(
  method: HttpRequest["method"],
  answers: readonly Answer[],
  more: Partial<HttpSettings> = {},
) {
  const left = [...answers];
  await using server = await startRawServer((socket) => {
    const answer = left.shift() ?? 200;
    if (answer === "reset") return socket.resetAndDestroy();
    if (answer !== "half") return socket.write(http(answer, "{}"));
    socket.write(http(200, "{}", { "content-length": "4000" }));
    return setTimeout(() => socket.destroy(), 10);
  });
  const body = method === "POST" || method === "PUT" ? { body: "{}" } : {};
  const ending = await exchange({ ...settings, ...more }, { method, url: server.url, ...body });
  return { ending, sent: server.requests.length };
}

describe.each(["GET", "PUT", "DELETE"] as const)("a %s", (method) => {
  test.each<Answer>(["reset", "half", 408, 500, 502, 503, 504, 520])(
    "is sent again after %s",
    async (answer) => {
      expect(await endingOf(method, [answer, 200])).toMatchObject({
        sent: 2,
        ending: { status: 200, attempts: 2 },
      });
    },
  );

  test.each<Answer>([400, 401, 404, 409, 422, 429, 301, 302])(
    "isn't sent again after %i",
    async (answer) => {
      expect(await endingOf(method, [answer])).toMatchObject({ sent: 1, ending: { attempts: 1 } });
    },
  );

  test("is sent as often as `retries` says", async () => {
    for (const retries of [0, 1, 3]) {
      const { ending, sent } = await endingOf(method, Array(5).fill(503), { retries });
      expect([sent, ending]).toMatchObject([retries + 1, { code: "UNAVAILABLE" }]);
    }
  });

  test("isn't sent again if another attempt as long could meet the time limit", async () => {
    await using server = await startRawServer((socket) => {
      setTimeout(() => socket.write(http(503, "{}")), 400);
    });
    const ending = await exchange({ ...settings, timeout: 600 }, { method, url: server.url });
    expect(ending).toMatchObject({ code: "UNAVAILABLE", attempts: 1 });
  });
});

test.each<Answer>(["reset", "half", 408, 500, 503])(
  "a POST isn't sent again after %s",
  async (answer) => {
    expect(await endingOf("POST", [answer])).toMatchObject({ sent: 1, ending: { attempts: 1 } });
  },
);

describe("what may have been processed stays so, whatever a later attempt meets", () => {
  test.each<[Answer, Answer, string, string]>([
    ["reset", 400, "BAD_REQUEST", "unknown"],
    [500, 404, "NOT_FOUND", "unknown"],
    ["half", 409, "CONFLICT", "applied"],
    ["half", 503, "UNAVAILABLE", "applied"],
    [503, "half", "TRUNCATED", "applied"],
  ])("%s, then %s", async (first, second, code, outcome) => {
    for (const method of ["PUT", "DELETE"] as const) {
      const { ending } = await endingOf(method, [first, second], { retries: 1 });
      expect(ending).toMatchObject({ code, outcome, attempts: 2 });
    }
  });

  test("but a GET changes nothing", async () => {
    const { ending } = await endingOf("GET", ["reset", 404]);
    expect(ending).toMatchObject({ code: "NOT_FOUND", outcome: "rejected" });
  });
});
