import { readFile } from "node:fs/promises";
import { constants, createSecureServer, type ServerHttp2Stream } from "node:http2";
import { flow, type SubmitOptions } from "verifik-flow";
import { describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { listening } from "../support/listening.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013").redirectUrl("https://a.example/é");
const token = "a-token";
const stored = '{"_id":"1"}';

describe("one POST is on the wire", () => {
  test.each([401, 407, 408, 413, 421, 425, 429, 500, 502, 503, 504])(
    "when the server answers %i",
    async (status) => {
      await using server = await startRawServer((socket) => {
        const headers = { "www-authenticate": "Basic", "proxy-authenticate": "Basic" };
        socket.write(http(status, "{}", headers));
      });
      const { outcome } = await failureOf(onboarding.submit({ token, baseUrl: server.url }));
      expect(outcome).not.toBe("not-sent");
      expect(server.requests).toHaveLength(1);
    },
  );

  test("when the server says that it is the wrong one, which is a refusal", async () => {
    await using server = await startRawServer((socket) => socket.write(http(421, "{}")));
    const error = await failureOf(onboarding.submit({ token, baseUrl: server.url, retries: 2 }));
    expect(error).toMatchObject({ code: "REFUSED", outcome: "rejected", status: 421, attempts: 1 });
  });

  test.each(["read", "write"])(
    "when %s says that the host can't be reached any more",
    async (syscall) => {
      let posts = 0;
      const fetch = () => {
        posts += 1;
        const cause = Object.assign(new Error(), { code: "EHOSTUNREACH", syscall });
        return Promise.reject(new TypeError("fetch failed", { cause }));
      };
      const error = await failureOf(onboarding.submit({ token, fetch, retries: 2 }));
      expect(error).toMatchObject({ code: "CONNECTION_LOST", outcome: "unknown", attempts: 1 });
      expect(posts).toBe(1);
    },
  );
});

describe("one POST is on the wire over HTTP/2", () => {
  const ends: Readonly<Record<string, (stream: ServerHttp2Stream) => void>> = {
    "answers 421": (stream) => {
      stream.respond({ ":status": 421 });
      stream.end("{}");
    },
    "refuses the stream": (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    "cancels the stream": (stream) => stream.close(constants.NGHTTP2_CANCEL),
    "goes away": (stream) => stream.session?.goaway(constants.NGHTTP2_NO_ERROR, 0),
  };
  test.each(Object.entries(ends))("when the server %s after it read it", async (_what, end) => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0"); // not heeded by Deno, which then sends nothing
    const pem = await readFile("test/fixtures/self-signed-for-tests.pem");
    const noticed = new AbortController();
    let posts = 0;
    const secure = createSecureServer({ key: pem, cert: pem, allowHTTP1: true });
    const count = () => {
      posts += 1;
      setTimeout(() => noticed.abort(), 300);
    };
    secure.on("session", (session) => session.on("error", () => {}));
    secure.on("stream", (stream) => {
      stream
        .on("error", () => {})
        .on("end", () => {
          count();
          end(stream);
        });
      stream.resume();
    });
    secure.on("request", ({ httpVersionMajor }, response) => {
      if (httpVersionMajor > 1) return; // only Node 26 and Deno speak HTTP/2 unasked
      count();
      response.writeHead(421).end("{}");
    });
    await using server = await listening(secure);
    const baseUrl = `https://127.0.0.1:${server.port}`;
    const { signal } = noticed;
    const error = await failureOf(onboarding.submit({ token, baseUrl, signal, retries: 2 }));
    vi.unstubAllEnvs();
    if ("Deno" in globalThis) expect(error.outcome).toBe("not-sent");
    expect(posts).toBe("Deno" in globalThis ? 0 : 1);
  });
});

test("a body is sent whole, with its length, on a connection that is kept", async () => {
  const sockets = new Set<object>();
  await using server = await startRawServer((socket) => {
    sockets.add(socket);
    socket.write(http(200, stored));
  });
  for (let n = 0; n < 6; n += 1) await onboarding.submit({ token, baseUrl: server.url });
  const body = JSON.stringify(onboarding);
  for (const request of server.requests) {
    expect(Buffer.from(request, "latin1").toString()).toMatch(new RegExp(`\r\n\r\n${body}$`));
    expect(request).not.toMatch(/transfer-encoding/i);
    expect(request.match(/content-length: \d+/gi)).toEqual([
      expect.stringMatching(new RegExp(` ${Buffer.byteLength(body)}$`)),
    ]);
  }
  expect(server.requests).toHaveLength(6);
  expect(sockets.size).toBeLessThan(3); // Node makes a second one early on
});

test("what stands in for the runtime's fetch can read the body as a text", async () => {
  const { fetch } = globalThis;
  const bodies: unknown[] = [];
  globalThis.fetch = async (_url, init) => {
    bodies.push(await new Response(init?.body as string).json());
    return new Response(stored);
  };
  try {
    await onboarding.submit({ token });
  } finally {
    globalThis.fetch = fetch;
  }
  expect(bodies).toEqual([onboarding.build()]);
});

describe("a fetch of the user's own that is", () => {
  type Fetch = NonNullable<SubmitOptions["fetch"]>;
  const wrappers: Readonly<Record<string, Fetch>> = {
    "(request) => fetch(request)": (request) => fetch(request),
    "(request) => fetch(request.url, request)": ((request: Request) =>
      fetch(request.url, request as RequestInit)) as Fetch,
    "(request) => fetch(new Request(request))": (request) => fetch(new Request(request)),
    "(request) => fetch(request.clone())": ((request: Request) => fetch(request.clone())) as Fetch,
    "(url, init) => fetch(url, init)": (url, init) => fetch(url, init),
    "(...args) => fetch(...args)": (...args) => fetch(...args),
    "(url, init = {}) with a header more": (url, init = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as object), "x-more": "1" } }),
    "(url, init = {}) with a new URL": (url, init = {}) => fetch(new URL(String(url)), init),
    "fetch.bind(globalThis)": fetch.bind(globalThis),
    "async (request) => await fetch(request)": async (request) => await fetch(request),
  };
  test.each(Object.entries(wrappers))("%s sends the whole request", async (_name, fetch) => {
    await using server = await startRawServer((socket) => socket.write(http(200, stored)));
    await onboarding.submit({ token, baseUrl: server.url, fetch });
    expect(server.requests).toHaveLength(1);
    const [request = ""] = server.requests;
    expect(request).toMatch(/^POST \/v2\/project-flows HTTP/);
    expect(request).toMatch(/\r\nauthorization: Bearer a-token\r\n/i);
    expect(request).toMatch(/\r\ncontent-type: application\/json\r\n/i);
    expect(Buffer.from(request, "latin1").toString()).toContain(JSON.stringify(onboarding));
  });
});
