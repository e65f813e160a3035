import { readFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { gzipSync } from "node:zlib";
import { flow, type RequestEvent, type SubmitOptions } from "verifik-flow";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { inTime } from "../support/in-time.js";
import { listening } from "../support/listening.js";
import { http, startRawServer } from "../support/raw-server.js";
import { unresponsiveHost } from "../support/unresponsive-host.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const onboarding = flow().project("507f1f77bcf86cd799439013").status("active");
const token = "a-token";
const stored = JSON.stringify({ _id: "507f1f77bcf86cd799439011" });

const failureWith = (options: SubmitOptions) => failureOf(onboarding.submit({ token, ...options }));

describe("a connection that cannot be made", () => {
  test("because no name server knows the host is CONNECT_FAILED, not-sent, after every retry", async () => {
    const error = await failureWith({ baseUrl: "https://verifik.invalid", retries: 1 });
    expect(error).toMatchObject({ code: "CONNECT_FAILED", outcome: "not-sent", attempts: 2 });
  });

  // Only Linux leaves connections beyond a full queue unanswered.
  test.runIf(process.platform === "linux")(
    "because the host does not answer is CONNECT_FAILED, not-sent, before the time limit",
    async () => {
      await using host = await unresponsiveHost();
      // A second attempt, of 10 s too, would be cut off, and nobody could tell whether it had sent anything.
      const error = await failureWith({ baseUrl: host.url, retries: 2, timeout: 15_000 });
      expect(error).toMatchObject({ code: "CONNECT_FAILED", outcome: "not-sent", attempts: 1 });
    },
  );

  test("is tried again only while the time limit lasts", async () => {
    const server = await listening(createServer());
    await server[Symbol.asyncDispose]();
    vi.spyOn(Math, "random").mockReturnValue(0.999); // pauses of 200, 400, 800, 1600 ms
    const baseUrl = `http://127.0.0.1:${server.port}`;
    const error = await inTime(2500, failureWith({ baseUrl, retries: 10, timeout: 2500 }));
    expect(error).toMatchObject({ code: "CONNECT_FAILED", outcome: "not-sent", attempts: 4 });
  });

  test("is made on a later attempt if the server is there by then, with one POST", async () => {
    const first = await listening(createServer());
    await first[Symbol.asyncDispose]();
    const server = createServer((socket) =>
      socket.on("data", () => socket.write(http(200, stored))),
    );
    setTimeout(() => server.listen(first.port, "127.0.0.1"), 50);
    const options = { token, baseUrl: `http://127.0.0.1:${first.port}`, retries: 10 };
    await expect(onboarding.submit(options)).resolves.toHaveProperty("_id");
    server.close();
  });

  test("is given up when the signal is aborted between two attempts, as not-sent", async () => {
    const server = await listening(createServer());
    await server[Symbol.asyncDispose]();
    const controller = new AbortController();
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    const onEvent = (event: RequestEvent) => {
      if (event.type === "retry" && event.attempt === 2) controller.abort();
    };
    const baseUrl = `http://127.0.0.1:${server.port}`;
    const options = { baseUrl, retries: 10, signal: controller.signal, onEvent };
    const error = await failureWith(options);
    expect(error).toMatchObject({ code: "ABORTED", outcome: "not-sent" });
  });
});

describe("a connection that cannot be secured", () => {
  test("because the certificate is self-signed is TLS_FAILED, not-sent, once", async () => {
    const pem = await readFile("test/fixtures/self-signed-for-tests.pem");
    await using server = await listening(createTlsServer({ key: pem, cert: pem }));
    const error = await failureWith({ baseUrl: `https://localhost:${server.port}` });
    expect(error).toMatchObject({ code: "TLS_FAILED", outcome: "not-sent", attempts: 1 });
  });

  test("because the server does not speak TLS is TLS_FAILED, not-sent", async () => {
    await using server = await listening(
      createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    const error = await failureWith({ baseUrl: `https://127.0.0.1:${server.port}` });
    expect(error).toMatchObject({ code: "TLS_FAILED", outcome: "not-sent", attempts: 1 });
  });

  test("because the server hangs up in the handshake is TLS_FAILED, not-sent", async () => {
    await using server = await listening(createServer((socket) => socket.end()));
    const error = await failureWith({ baseUrl: `https://127.0.0.1:${server.port}` });
    expect(error).toMatchObject({ code: "TLS_FAILED", outcome: "not-sent", attempts: 1 });
  });
});

describe("an answer that comes in drops", () => {
  test("is TIMEOUT, and settles within 100 ms of the limit", async () => {
    let drops: ReturnType<typeof setInterval> | undefined;
    await using server = await startRawServer((socket) => {
      socket.write(http(200, "{", { "content-length": "100000" }));
      drops = setInterval(() => socket.write(" "), 10);
      socket.on("close", () => clearInterval(drops));
    });
    const error = await inTime(1100, failureWith({ baseUrl: server.url, timeout: 1000 }));
    expect(error).toMatchObject({ code: "TIMEOUT", outcome: "applied", status: 200 });
    await expect.poll(() => server.busy.size).toBe(0);
  });
});

describe("an answer that is too large", () => {
  const chunked = (gzip: Buffer) => (socket: Socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n");
    socket.write(`content-length: ${gzip.length}\r\n\r\n`);
    socket.write(gzip);
  };

  test("once it is decompressed is TOO_LARGE, and little of it is kept in memory", async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 2 ** 20, " "));
    await using server = await startRawServer(chunked(bomb));
    const before = process.memoryUsage().rss;
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "TOO_LARGE", outcome: "applied", status: 200 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
  });

  test("because it never ends is TOO_LARGE, and its socket is closed", async () => {
    await using server = await startRawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n");
      const flood = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(2 ** 16, " ")));
        if (!socket.destroyed) socket.once("drain", flood);
      };
      flood();
    });
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "TOO_LARGE", outcome: "applied" });
    await expect.poll(() => server.busy.size).toBe(0);
  });

  test("because its brackets are nested too deeply is TOO_LARGE", async () => {
    const nested = (levels: number) => {
      const inner = levels - 1;
      return `{"_id":"1","in":${"[".repeat(inner)}"]\\"}["${"]".repeat(inner)}}`;
    };
    const bodies = [nested(64), nested(65), nested(200_000), "[".repeat(200_000)];
    await using server = await startRawServer((socket) => {
      socket.write(http(200, bodies.shift() ?? ""));
    });
    await expect(onboarding.submit({ token, baseUrl: server.url })).resolves.toHaveProperty("in");
    for (let left = bodies.length; left > 0; left -= 1) {
      const error = await failureWith({ baseUrl: server.url });
      expect(error).toMatchObject({ code: "TOO_LARGE", outcome: "applied" });
    }
  });
});

test("an answer that is all quotes and escapes is read in no time", async () => {
  await using server = await startRawServer((socket) => {
    socket.write(http(200, `"${'\\"'.repeat(500_000)}`));
  });
  const error = await failureWith({ baseUrl: server.url, timeout: 10_000 });
  expect(error).toMatchObject({ code: "BAD_RESPONSE", outcome: "applied" });
});

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])(
    "with %i is not followed, here or elsewhere",
    async (status) => {
      await using target = await startRawServer((socket) => socket.write(http(200, stored)));
      for (const location of ["/v2/elsewhere", `${target.url}/v2/project-flows`]) {
        await using server = await startRawServer((socket) => {
          socket.write(http(status, "", { location }));
        });
        const error = await failureWith({ baseUrl: server.url });
        expect(error).toMatchObject({ code: "REDIRECT", status, attempts: 1 });
        expect(server.requests).toHaveLength(1);
      }
      expect(target.requests).toHaveLength(0);
    },
  );
});

describe("a rate limit", () => {
  const limited = (retryAfter: string) => http(429, "{}", { "retry-after": retryAfter });

  test("is waited out and met again only by those who ask for it", async () => {
    const answers = [limited("0"), limited("1"), http(200, stored)];
    await using server = await startRawServer((socket) => socket.write(answers.shift() ?? ""));
    const start = performance.now();
    const options = { token, baseUrl: server.url, retryRateLimited: true };
    await expect(onboarding.submit(options)).resolves.toHaveProperty("_id");
    expect(performance.now() - start).toBeGreaterThan(990);
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ["not asked for", "0", {}, 1],
    ["met for a third time", "0", { retryRateLimited: true }, 3],
    ["met with no retries left", "0", { retryRateLimited: true, retries: 0 }, 1],
    ["longer than a minute", "61", { retryRateLimited: true, timeout: 100_000 }, 1],
    ["a day long", "86400", { retryRateLimited: true, timeout: 100_000 }, 1],
    ["longer than the time limit", "30", { retryRateLimited: true, timeout: 20_000 }, 1],
    ["of no stated length", "", { retryRateLimited: true }, 1],
    ["nonsense", "NaN", { retryRateLimited: true }, 1],
  ])("that is %s goes to the caller at once", async (_case, retryAfter, options, requests) => {
    await using server = await startRawServer((socket) => socket.write(limited(retryAfter)));
    const error = await inTime(500, failureWith({ baseUrl: server.url, ...options }));
    expect(error).toMatchObject({ code: "RATE_LIMITED", outcome: "rejected", attempts: requests });
    expect(server.requests).toHaveLength(requests);
  });
});

describe("a refusal", () => {
  test("names the fields that the server names, in the builder's words", async () => {
    const details = [
      { field: "onboardingSettings.document.compareMinScore", message: "too low\u001b[0m" },
      { field: "onboardingSettings.hiddenLoginOption", message: "not you" },
      { field: "security.apiUrl", message: "unreachable" },
      { field: "onboardingSettings.steps.form", message: "no form" },
      { field: "project", message: "unknown a-token" },
      { field: "onboardingSettings.unknown.field", message: "?" },
      { field: "project.name", message: "?" },
      { nothing: true },
    ];
    const body = { message: "Unprocessable", code: "VALIDATION", details };
    for (const answer of [body, { error: body }]) {
      await using server = await startRawServer((socket) => {
        socket.write(http(422, JSON.stringify(answer)));
      });
      const error = await failureWith({ baseUrl: server.url });
      expect(error).toMatchObject({ code: "UNPROCESSABLE", serverCode: "VALIDATION" });
      expect(error.issues).toEqual([
        { path: "document.minScore", message: "too low" },
        { path: "hiddenLoginOption", message: "not you" },
        { path: "security.apiUrl", message: "unreachable" },
        { path: "steps.form", message: "no form" },
        { path: "project", message: "unknown [token]" },
        { path: "onboardingSettings.unknown.field", message: "?" },
        { path: "project.name", message: "?" },
      ]);
    }
  });

  test("is known from its head, even if its body never comes to an end", async () => {
    await using server = await startRawServer((socket) => {
      socket.write(http(400, "{", { "content-length": "100" }));
      setTimeout(() => socket.destroy(), 20);
    });
    const error = await failureWith({ baseUrl: server.url });
    expect(error).toMatchObject({ code: "BAD_REQUEST", outcome: "rejected", status: 400 });
  });
});

describe("a place that is not safe for a token", () => {
  const unused = { fetch: () => expect.fail("a request was made") };

  test.each(["fetch", "hooks", "headers", "dispatcher", "json", "prefix", "toJSON"])(
    "with Object.prototype.%s sends nothing anywhere",
    async (name) => {
      const hijack = vi.fn();
      Object.defineProperty(Object.prototype, name, { value: hijack, configurable: true });
      try {
        const error = await failureWith(unused);
        expect(error).toMatchObject({
          code: "POLLUTED_PROTOTYPE",
          outcome: "not-sent",
          attempts: 0,
        });
      } finally {
        delete (Object.prototype as Record<string, unknown>)[name];
      }
      expect(hijack).not.toHaveBeenCalled();
    },
  );

  test("because it is a web page sends only if that is asked for", async () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    try {
      expect(await failureWith(unused)).toMatchObject({ code: "BROWSER", outcome: "not-sent" });
      const fetch = async () => new Response(stored);
      const options = { token, fetch, dangerouslyAllowBrowser: true };
      await expect(onboarding.submit(options)).resolves.toHaveProperty("_id");
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test("an answer's __proto__ and constructor are data, and change no prototype", async () => {
  const body = `{"_id":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
  await using server = await startRawServer((socket) => socket.write(http(200, body)));
  const flow = await onboarding.submit({ token, baseUrl: server.url });
  expect(Object.keys(flow)).toEqual(["_id", "__proto__", "constructor"]);
  expect("polluted" in {}).toBe(false);
});
