import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { flow, type SubmitOptions } from "verifik-flow";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { listening } from "../support/listening.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const onboarding = flow().project("507f1f77bcf86cd799439013");
const alert = (description: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, description]);

const failureAt = (port: number, options: SubmitOptions = {}) => {
  const baseUrl = `https://127.0.0.1:${port}`;
  return failureOf(onboarding.submit({ token: "a-token", baseUrl, timeout: 10_000, ...options }));
};

/** As node-fetch and others send a request. */
const overHttps: NonNullable<SubmitOptions["fetch"]> = (url, init) =>
  new Promise((_resolve, reject) => {
    const headers = init?.headers as Record<string, string>;
    const options = { method: "POST", headers, rejectUnauthorized: false };
    request(String(url), options).on("error", reject).end(String(init?.body));
  });

describe("a handshake that the server ends", () => {
  // Bun's fetch fails alike after the request, so that it proves nothing there.
  const failed =
    "Bun" in globalThis
      ? { code: "CONNECTION_LOST", outcome: "unknown", attempts: 1 }
      : { code: "TLS_FAILED", outcome: "not-sent", attempts: 1 };

  test.each<[string, (socket: Socket) => void]>([
    ["with a reset", (socket) => socket.resetAndDestroy()],
    ["with the alert handshake_failure", (socket) => socket.write(alert(40))],
    ["with the alert protocol_version", (socket) => socket.write(alert(70))],
    ["with the alert unrecognized_name", (socket) => socket.write(alert(112))],
    ["with an answer in clear text", (socket) => socket.write("HTTP/1.1 400 Bad\r\n\r\n")],
  ])("%s leaves nothing sent", async (_how, end) => {
    await using server = await listening(
      createServer((socket) => socket.once("data", () => end(socket))),
    );
    expect(await failureAt(server.port)).toMatchObject(failed);
  });
});

describe("a secured connection", () => {
  /** A TLS server behind a relay that can break in, and does so when a request has been read. */
  async function failureWith(
    options: TlsOptions,
    fetch: typeof overHttps | undefined,
    breakIn: (client: Socket) => void,
  ) {
    const pem = await readFile("test/fixtures/self-signed-for-tests.pem");
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const noticed = new AbortController();
    let requests = 0;
    let client: Socket | undefined;
    const secure = createTlsServer({ key: pem, cert: pem, ...options }, (socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        requests += 1;
        if (client) breakIn(client);
        // Node's fetch doesn't notice what breaks its TLS, and would wait until the time limit.
        setTimeout(() => noticed.abort(), 300);
      });
    });
    secure.on("tlsClientError", () => {});
    await using server = await listening(secure);
    await using relay = await listening(
      createServer((socket) => {
        client = socket;
        const upstream = connect(server.port, "127.0.0.1").on("error", () => socket.destroy());
        socket.pipe(upstream).pipe(socket);
        socket.on("close", () => upstream.destroy());
      }),
    );
    const { signal } = noticed;
    const error = await failureAt(relay.port, fetch ? { fetch, signal } : { signal });
    return { error, requests };
  }

  const breaks: readonly [string, (client: Socket) => void][] = [
    ["garbage", (client) => client.write(Buffer.alloc(64, 7))],
    ["clear text", (client) => client.write("HTTP/1.1 408 Timeout\r\nconnection: close\r\n\r\n")],
    [
      "a false record",
      (client) => client.write(Buffer.from([23, 3, 3, 0, 32, ...Array(32).fill(7)])),
    ],
    ["an alert", (client) => client.write(alert(40))],
    ["a reset", (client) => client.resetAndDestroy()],
  ];
  const ways = breaks.flatMap(([what, breakIn]) => [
    ["the runtime's fetch", what, undefined, breakIn] as const,
    ["a fetch over node:https", what, overHttps, breakIn] as const,
  ]);

  test.each(ways)(
    "of %s that breaks with %s after the request leaves the flow in doubt",
    async (_by, _what, fetch, breakIn) => {
      for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
        const { error, requests } = await failureWith({ maxVersion }, fetch, breakIn);
        // Deno's fetch makes no exception for the certificate, and so sends nothing.
        expect(error.outcome).toBe(requests > 0 ? "unknown" : "not-sent");
        expect(error.attempts).toBe(1);
      }
    },
  );

  test("whose server asks for a client's certificate is no proof in TLS 1.3", async () => {
    const options = { requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" } as const;
    const { error } = await failureWith(options, undefined, () => {});
    expect(error.outcome).toBe("Deno" in globalThis ? "not-sent" : "unknown");
    const other = await failureWith(options, overHttps, () => {});
    expect(other.error.outcome).toBe("unknown");
  });
});
