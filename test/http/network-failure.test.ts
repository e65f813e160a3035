import { flow, SubmitError, type SubmitOptions } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { networkFailure } from "../../src/http/network-failure.js";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");

const failureWith = (options: SubmitOptions) =>
  failureOf(onboarding.submit({ token: "a-token", retries: 0, ...options }));

const address = "https://api.verifik.co/v2/project-flows";
const secrets = { token: "a-token", body: "" };

/** What a submit makes of an error of the runtime's own fetch that no socket here can be brought to give. */
async function failureAfter(error: unknown): Promise<SubmitError> {
  const { reason, ...failure } = networkFailure(error, address, secrets, true);
  return new SubmitError(reason, { ...failure, attempts: 1 });
}

/** As runtimes throw it: the error with the code is the cause of others. */
function wrapped(sign: object, times = 1): Error {
  let error = Object.assign(new Error("failed"), sign);
  for (; times > 0; times -= 1) error = new TypeError("fetch failed", { cause: error });
  return error;
}

const connect = "CONNECT_FAILED";
const secure = "TLS_FAILED";
const lost = "CONNECTION_LOST";

/** How a failure reads, wherever the connection led. */
async function said(failure: Promise<SubmitError>): Promise<string> {
  const { code, outcome, message } = await failure;
  const sentences = {
    [connect]:
      /^CONNECT_FAILED: no connection to \S+:\d+ could be made( \(.+\))?; nothing was sent \(verifik-flow\/docs\/errors\.md#CONNECT_FAILED\)$/,
    [secure]:
      /^TLS_FAILED: the connection to \S+:\d+ could not be secured( \(.+\))?; nothing was sent \(verifik-flow\/docs\/errors\.md#TLS_FAILED\)$/,
    [lost]:
      /^CONNECTION_LOST: the connection to \S+:\d+ was lost before a response came( \(.+\))?; the flow may exist \(verifik-flow\/docs\/errors\.md#CONNECTION_LOST\)$/,
  };
  expect(message).toMatch(sentences[code as keyof typeof sentences]);
  expect(outcome).toBe(code === lost ? "unknown" : "not-sent");
  return code;
}

describe("a socket", () => {
  test("that nobody listens to says that nothing was sent", async () => {
    const server = await startRawServer(() => {});
    await server[Symbol.asyncDispose]();
    expect(await said(failureWith({ baseUrl: server.url }))).toBe(connect);
    const secured = server.url.replace("http:", "https:");
    expect(await said(failureWith({ baseUrl: secured }))).toBe(connect);
  });

  test("that fetch lets nobody open says that nothing was sent", async () => {
    expect(await said(failureWith({ baseUrl: "http://127.0.0.1:1" }))).toBe(connect);
    expect(await said(failureAfter(wrapped({ message: "bad port" })))).toBe(connect);
    expect(await said(failureAfter(wrapped({ message: "a bad port" })))).toBe(lost);
  });

  test("that is closed after the request leaves the flow in doubt", async () => {
    await using server = await startRawServer((socket) => socket.end());
    expect(await said(failureWith({ baseUrl: server.url }))).toBe(lost);
    expect(server.requests).toHaveLength(1);
  });

  const around: NonNullable<SubmitOptions["fetch"]> = (url, init) => fetch(url, init);
  test.each([
    ["the runtime's fetch", {}],
    ["a fetch around it", { fetch: around }],
  ])("that was used before by %s and is closed then gets no second POST", async (_by, options) => {
    await using server = await startRawServer((socket) => {
      if (server.requests.length > 1) socket.resetAndDestroy();
      else socket.write(http(200, '{"_id":"1"}'));
    });
    const { url: baseUrl } = server;
    await onboarding.submit({ token: "a-token", baseUrl, ...options });
    expect(await said(failureWith({ baseUrl, retries: 2, ...options }))).toBe(lost);
    expect(server.requests).toHaveLength(2);
  });
});

describe("the message of an error, on Deno", () => {
  const at =
    "error sending request for url (https://api.verifik.co/v2/project-flows): client error";
  test.each([
    [`${at} (Connect): tcp connect error: Connection refused (os error 111)`, connect],
    [`${at} (Connect): dns error: failed to lookup address information`, connect],
    [`${at} (Connect): invalid peer certificate: UnknownIssuer`, secure],
    [`${at} (Connect): tls handshake eof`, secure],
    [`${at} (SendRequest): connection closed before message completed`, lost],
    [`${at} (SendRequest): client error (Connect): tcp connect error`, lost],
    ["Fetch failed: Requests to port 1 are blocked", connect],
    [`why: ${at} (Connect): tcp connect error`, lost],
    ["why: Fetch failed: Requests to port 1 are blocked", lost],
    ["Connection reset by peer (os error 104)", lost],
    [`${at} (Connect): tcp connect error`.replace("v2/", "v2/elsewhere/"), lost],
  ])("%s", async (message, code) => {
    expect(await said(failureAfter(wrapped({ message })))).toBe(code);
  });
});

describe("the message of an error, of node-fetch", () => {
  const failed = "request to https://api.verifik.co/v2/project-flows failed, reason:";
  test.each([
    [`${failed} connect ECONNREFUSED 127.0.0.1:443`, connect],
    [`${failed} getaddrinfo ENOTFOUND api.verifik.co`, connect],
    [`${failed} read ECONNRESET`, lost],
    [`${failed} socket hang up`, lost],
    [`why: ${failed} connect ECONNREFUSED 127.0.0.1:443`, lost],
  ])("%s", async (message, code) => {
    expect(await said(failureAfter(wrapped({ message, code: "ECONNX" })))).toBe(code);
  });
});

describe("the message of an error, on Bun", () => {
  const unable = "Unable to connect. Is the computer able to access the url?";
  test.each([
    [unable, connect],
    [`ECONNREFUSED: ${unable}`, connect],
    [`EHOSTUNREACH: ${unable}`, connect],
    [`why: ${unable}`, lost],
    ["EPROTO: The TLS handshake failed. Does the server speak TLS on this port?", lost],
    ["ECONNRESET: The socket connection was closed unexpectedly.", lost],
  ])("%s", async (message, code) => {
    expect(await said(failureAfter(wrapped({ message })))).toBe(code);
  });
});

describe("the code of an error", () => {
  const codes =
    "ECONNREFUSED EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ETIMEDOUT EADDRNOTAVAIL EACCES EIO";

  test.each(codes.split(" "))("%s says that nothing was sent only of connect", async (code) => {
    for (const [syscall, expected] of [
      ["connect", connect],
      ["read", lost],
      ["write", lost],
      ["connects", lost],
      [undefined, lost],
    ] as const) {
      expect(await said(failureAfter(wrapped({ code, syscall })))).toBe(expected);
    }
  });

  test.each(["ENOTFOUND", "EAI_AGAIN"])("%s says so only of a name look-up", async (code) => {
    expect(await said(failureAfter(wrapped({ code, syscall: "getaddrinfo" })))).toBe(connect);
    expect(await said(failureAfter(wrapped({ code })))).toBe(lost);
  });

  test.each([
    ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", connect],
    ["FailedToOpenSocket", "UND_ERR_SOCKET", connect],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_TLS_RENEGOTIATION_DISABLED", secure],
    ["CERT_HAS_EXPIRED", "XCERT_HAS_EXPIRED", secure],
    ["CERT_REVOKED", "CERT_REVOKED_2", secure],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE", secure],
    ["SELF_SIGNED_CERT_IN_CHAIN", "SELF_SIGNED_", secure],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "DEPTH_ZERO_", secure],
  ])("%s says that nothing was sent, and %s does not", async (unsent, doubtful, code) => {
    expect(await said(failureAfter(wrapped({ code: unsent })))).toBe(code);
    expect(await said(failureAfter(wrapped({ code: doubtful })))).toBe(lost);
  });

  test.each([
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
    "ERR_OSSL_EVP_UNSUPPORTED",
    "EPROTO",
  ])("%s of a custom fetch proves nothing: it may come after the request", async (code) => {
    expect(await said(failureAfter(wrapped({ code })))).toBe(lost);
  });

  test("counts only if it tells of the host that the request was for", async () => {
    const refused = { code: "ECONNREFUSED", syscall: "connect" };
    expect(await said(failureAfter(wrapped({ ...refused, port: 443 })))).toBe(connect);
    expect(await said(failureAfter(wrapped({ ...refused, port: 8080 })))).toBe(lost);
    const unknown = { code: "ENOTFOUND", syscall: "getaddrinfo" };
    const hostname = "api.verifik.co";
    expect(await said(failureAfter(wrapped({ ...unknown, hostname })))).toBe(connect);
    expect(await said(failureAfter(wrapped({ ...unknown, hostname: "a.example" })))).toBe(lost);
  });

  test("of several addresses counts if no connection to any was made", async () => {
    const refused = wrapped({ code: "ECONNREFUSED", syscall: "connect" }, 0);
    const reset = wrapped({ code: "ECONNRESET", syscall: "read" }, 0);
    const itself = new AggregateError([]);
    itself.errors.push(itself);
    for (const [errors, code] of [
      [[refused, refused], connect],
      [[refused, reset], lost],
      [[refused, "reset"], lost],
      [[refused, itself], lost],
      [[], lost],
    ] as const) {
      const error = Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" });
      expect(await said(failureAfter(new TypeError("fetch failed", { cause: error })))).toBe(code);
    }
    expect(await said(failureAfter(itself))).toBe(lost);
  });

  test("counts wherever a runtime wraps it, within reason", async () => {
    for (const times of [0, 1, 2, 3]) {
      const sign = { code: "ECONNREFUSED", syscall: "connect" };
      expect(await said(failureAfter(wrapped(sign, times)))).toBe(connect);
    }
    const error = new Error("its own cause");
    error.cause = error;
    expect(await said(failureAfter(error))).toBe(lost);
  });
});

test("what is thrown may be anything", async () => {
  const message = "Client network socket disconnected before secure TLS connection was established";
  expect(await said(failureAfter(new Error(message)))).toBe(secure);
  const trap = new Proxy({}, { get: () => expect.fail("a trap") });
  for (const error of ["ECONNREFUSED", null, undefined, { code: "ECONNREFUSED" }, trap, 7n]) {
    expect(await said(failureAfter(error))).toBe(lost);
  }
});

test("a fetch of the user's own proves nothing with what it throws, as it may have sent the request before", async () => {
  for (const sign of [
    { code: "ECONNREFUSED", syscall: "connect", address: "127.0.0.2", port: 443 },
    { code: "ENOENT", syscall: "connect", address: "/tmp/none.sock" },
    { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    { message: "bad port" },
  ]) {
    let posts = 0;
    const fetch = async () => {
      posts += 1;
      throw wrapped(sign);
    };
    expect(await said(failureWith({ fetch, retries: 2 }))).toBe(lost);
    expect(posts).toBe(1);
  }
});

test("but Node's fetch within it does, if it could not connect to this host", async () => {
  const server = await startRawServer(() => {});
  await server[Symbol.asyncDispose]();
  const fetch = (async (url, init) => await globalThis.fetch(url, init)) as typeof globalThis.fetch;
  const isNode = !("Bun" in globalThis || "Deno" in globalThis);
  expect(await said(failureWith({ baseUrl: server.url, fetch }))).toBe(isNode ? connect : lost);
});
