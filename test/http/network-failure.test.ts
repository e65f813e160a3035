import { flow, type SubmitOptions } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");

const failureWith = (options: SubmitOptions) =>
  failureOf(onboarding.submit({ token: "a-token", retries: 0, ...options }));

/** What a submit makes of an error that no socket here can be brought to give. */
const failureAfter = (error: unknown) => failureWith({ fetch: () => Promise.reject(error) });

/** As runtimes throw it: the error with the code is the cause of others. */
function wrapped(sign: object, times = 1): Error {
  let error = Object.assign(new Error("failed"), sign);
  for (; times > 0; times -= 1) error = new TypeError("fetch failed", { cause: error });
  return error;
}

const connect = "CONNECT_FAILED: no connection could be made; nothing was sent";
const secure = "TLS_FAILED: the connection could not be secured; nothing was sent";
const lost = "CONNECTION_LOST: the connection was lost before an answer came; the flow may exist";

describe("a socket", () => {
  test("that nobody listens to says that nothing was sent", async () => {
    const server = await startRawServer(() => {});
    await server[Symbol.asyncDispose]();
    expect((await failureWith({ baseUrl: server.url })).message).toBe(connect);
    const secured = server.url.replace("http:", "https:");
    expect((await failureWith({ baseUrl: secured })).message).toBe(connect);
  });

  test("that fetch lets nobody open says that nothing was sent", async () => {
    expect((await failureWith({ baseUrl: "http://127.0.0.1:1" })).message).toBe(connect);
    expect((await failureAfter(wrapped({ message: "bad port" }))).message).toBe(connect);
    expect((await failureAfter(wrapped({ message: "a bad port" }))).message).toBe(lost);
  });

  test("that is closed after the request leaves the flow in doubt", async () => {
    await using server = await startRawServer((socket) => socket.end());
    expect((await failureWith({ baseUrl: server.url })).message).toBe(lost);
    expect(server.requests).toHaveLength(1);
  });

  test("that was used before and is closed then gets no second POST", async () => {
    await using server = await startRawServer((socket) => {
      if (server.requests.length > 1) socket.resetAndDestroy();
      else socket.write(http(200, '{"_id":"1"}'));
    });
    await onboarding.submit({ token: "a-token", baseUrl: server.url });
    expect((await failureWith({ baseUrl: server.url, retries: 2 })).message).toBe(lost);
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
  ])("%s", async (message, said) => {
    expect((await failureAfter(wrapped({ message }))).message).toBe(said);
  });
});

describe("the code of an error", () => {
  test.each([
    ["ECONNREFUSED", "ECONNRESET", connect],
    ["ENOTFOUND", "ENOENT", connect],
    ["EAI_AGAIN", "EAI_", connect],
    ["EHOSTUNREACH", "XEHOSTUNREACH", connect],
    ["EHOSTDOWN", "EHOSTDOWNX", connect],
    ["ENETUNREACH", "ENETRESET", connect],
    ["ENETDOWN", "EPIPE", connect],
    ["EADDRNOTAVAIL", "EADDR", connect],
    ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", connect],
    ["ConnectionRefused", "ConnectionClosed", connect],
    ["FailedToOpenSocket", "UND_ERR_SOCKET", connect],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_TLS_", secure],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL", secure],
    ["ERR_OSSL_EVP_UNSUPPORTED", "EPROTO", secure],
    ["CERT_HAS_EXPIRED", "XCERT_HAS_EXPIRED", secure],
    ["CERT_REVOKED", "CERT_REVOKED_2", secure],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE", secure],
    ["SELF_SIGNED_CERT_IN_CHAIN", "SELF_SIGNED_", secure],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "DEPTH_ZERO_", secure],
  ])("%s says that nothing was sent, and %s does not", async (unsent, doubtful, said) => {
    expect((await failureAfter(wrapped({ code: unsent }))).message).toBe(said);
    expect((await failureAfter(wrapped({ code: doubtful }))).message).toBe(lost);
  });

  test("ETIMEDOUT says so only of a connection", async () => {
    const code = "ETIMEDOUT";
    expect((await failureAfter(wrapped({ code, syscall: "connect" }))).message).toBe(connect);
    expect((await failureAfter(wrapped({ code, syscall: "read" }))).message).toBe(lost);
    expect((await failureAfter(wrapped({ code: "EIO", syscall: "connect" }))).message).toBe(lost);
  });

  test("counts wherever a runtime wraps it, within reason", async () => {
    for (const times of [0, 1, 2, 3]) {
      const error = await failureAfter(wrapped({ code: "ECONNREFUSED" }, times));
      expect(error.code).toBe("CONNECT_FAILED");
    }
    const error = new Error("its own cause");
    error.cause = error;
    expect((await failureAfter(error)).code).toBe("CONNECTION_LOST");
  });
});

test("what is thrown may be anything", async () => {
  const message = "Client network socket disconnected before secure TLS connection was established";
  expect((await failureAfter(new Error(message))).code).toBe("TLS_FAILED");
  for (const error of ["ECONNREFUSED", null, undefined, { code: "ECONNREFUSED" }]) {
    expect((await failureAfter(error)).code).toBe("CONNECTION_LOST");
  }
});
