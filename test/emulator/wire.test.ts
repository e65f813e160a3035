import { connect, type Socket } from "node:net";
import { createEmulator, type EmulatorServer, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";

const path = "/v2/project-flows";
const minimal = JSON.stringify({ type: "onboarding", project: "507f1f77bcf86cd799439013" });
const bearer = { authorization: "Bearer emulator-token" };
/** The most bytes of a body. */
const most = 2 ** 20;
/** The minimal body, with spaces up to so many bytes. */
const padded = (bytes: number) => minimal.padEnd(bytes);

/** A connection, and all that came back on it. */
function opened({ url }: EmulatorServer): { socket: Socket; received: () => string } {
  let text = "";
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("data", (data) => {
    text += data.toString("latin1");
  });
  socket.on("error", () => {});
  return { socket, received: () => text };
}

const head = (method: string, target: string, fields: Readonly<Record<string, string | number>>) =>
  [
    `${method} ${target} HTTP/1.1`,
    "host: 127.0.0.1",
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");

describe("without the token", () => {
  test("the answer is 401 before a body has come", async () => {
    await using verifik = await startEmulator();
    const { socket, received } = opened(verifik);
    socket.write(head("POST", path, { "content-length": 1_000_000_000 }));
    await expect.poll(received).toMatch(/^HTTP\/1\.1 401 /);
    expect(verifik.requests).toEqual([{ method: "POST", path, body: undefined, status: 401 }]);
    await expect.poll(() => socket.destroyed).toBe(true); // it isn't read for ever
  });

  test("a body that never ends is read neither from a socket nor from a stream", async () => {
    await using verifik = await startEmulator();
    const { socket, received } = opened(verifik);
    socket.write(head("POST", path, { "transfer-encoding": "chunked" }));
    const flood = setInterval(() => socket.write(`10000\r\n${"x".repeat(65_536)}\r\n`), 1);
    await expect.poll(received).toMatch(/^HTTP\/1\.1 401 /);
    await expect.poll(() => socket.destroyed).toBe(true);
    clearInterval(flood);

    let pulled = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    const response = await createEmulator().fetch(`https://api.verifik.co${path}`, init);
    expect(response.status).toBe(401);
    expect(pulled).toBeLessThan(3);
  });

  test("the connection can be used again after a body that came to its end", async () => {
    await using verifik = await startEmulator();
    const { socket, received } = opened(verifik);
    const fields = { "content-length": minimal.length };
    socket.write(head("POST", path, fields) + minimal);
    await expect.poll(received).toMatch(/^HTTP\/1\.1 401 /);
    socket.write(head("POST", path, { ...fields, ...bearer }) + minimal);
    await expect.poll(received).toMatch(/HTTP\/1\.1 200 /);
    socket.destroy();
  });
});

describe("a body over a mebibyte", () => {
  const tooLarge = { error: "Payload too large", message: "PAYLOAD_TOO_LARGE" };

  test("is answered with 413, and one of a mebibyte is stored", async () => {
    await using server = await startEmulator();
    const inProcess = createEmulator();
    for (const [verifik, fetch] of [
      [server, globalThis.fetch],
      [inProcess, inProcess.fetch],
    ] as const) {
      const post = (body: string) =>
        fetch(`${server.url}${path}`, { method: "POST", headers: bearer, body });
      expect((await post(padded(most))).status).toBe(200);
      const refused = await post(padded(most + 1));
      expect([refused.status, await refused.json()]).toEqual([413, tooLarge]);
      expect((await post(minimal)).status).toBe(200);
      expect(verifik.flows).toHaveLength(2);
      expect(verifik.requests[1]).toEqual({ method: "POST", path, body: undefined, status: 413 });
    }
  });

  test("leaves the connection usable once it's sent", async () => {
    await using verifik = await startEmulator();
    const { socket, received } = opened(verifik);
    const large = padded(2 * most);
    socket.write(head("POST", path, { "content-length": large.length, ...bearer }) + large);
    await expect.poll(received).toMatch(/^HTTP\/1\.1 413 /);
    socket.write(head("POST", path, { "content-length": minimal.length, ...bearer }) + minimal);
    await expect.poll(received).toMatch(/HTTP\/1\.1 200 /);
    expect(verifik.flows).toHaveLength(1);
    socket.destroy();
  });

  test("that never ends costs its connection", async () => {
    await using verifik = await startEmulator();
    const { socket, received } = opened(verifik);
    socket.write(head("POST", path, { "transfer-encoding": "chunked", ...bearer }));
    const flood = setInterval(() => socket.write(`10000\r\n${"x".repeat(65_536)}\r\n`), 1);
    await expect.poll(received).toMatch(/^HTTP\/1\.1 413 /);
    await expect.poll(() => socket.destroyed).toBe(true);
    clearInterval(flood);
    expect(verifik.flows).toEqual([]);
  });
});

test("a client that hangs up in the middle of its body stores nothing and uses up no fault", async () => {
  await using verifik = await startEmulator();
  verifik.fail({ status: 503 });
  const { socket } = opened(verifik);
  await new Promise<void>((resolve) => {
    const fields = { "content-length": minimal.length, ...bearer };
    socket.write(head("POST", path, fields) + minimal.slice(0, 20), () => resolve());
  });
  socket.resetAndDestroy();
  const post = () => fetch(verifik.url + path, { method: "POST", headers: bearer, body: minimal });
  expect((await post()).status).toBe(503);
  expect((await post()).status).toBe(200);
  expect(verifik.requests.map(({ status }) => status)).toEqual([503, 200]);
});

test("HEAD is answered as GET is, without a body", async () => {
  await using server = await startEmulator();
  for (const fetch of [globalThis.fetch, createEmulator().fetch]) {
    for (const [target, status] of [
      [path, 200],
      [`${path}?page=0`, 400],
      ["/v2/projects", 404],
    ] as const) {
      const init = { method: "HEAD", headers: bearer };
      const response = await fetch(server.url + target, init);
      expect([response.status, await response.text()]).toEqual([status, ""]);
    }
  }
});

test.each([
  ["OPTIONS", path],
  ["OPTIONS", "*"],
  ["TRACE", path],
  ["PATCH", path],
  ["GET", "//"],
  ["GET", "http://"],
])("%s %s is answered with 404", async (method, target) => {
  await using verifik = await startEmulator();
  const { socket, received } = opened(verifik);
  socket.write(head(method, target, bearer));
  await expect.poll(received).toMatch(/^HTTP\/1\.1 404 /);
  socket.destroy();
});

test("a GET with a body is answered as one without", async () => {
  await using verifik = await startEmulator();
  const { socket, received } = opened(verifik);
  socket.write(`${head("GET", path, { "content-length": 1, ...bearer })}{`);
  await expect.poll(received).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

test.each(["{", "", "null", "[]", '"', "\u0000", '{"type":"onboarding"'])(
  "the body %j is answered with 400",
  async (body) => {
    await using verifik = await startEmulator();
    const response = await fetch(verifik.url + path, { method: "POST", headers: bearer, body });
    expect([response.status, await response.json()]).toEqual([400, { error: "Invalid request" }]);
  },
);

test("a signal that was aborted before sends nothing", async () => {
  const verifik = createEmulator();
  verifik.fail({ hang: true });
  const signal = AbortSignal.abort();
  await expect(verifik.fetch(`https://api.verifik.co${path}`, { signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(verifik.requests).toEqual([]);
});
