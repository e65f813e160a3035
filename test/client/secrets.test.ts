import type { Socket } from "node:net";
import { inspect } from "node:util";
import { type Client, createClient, flow, type SubmitOptions } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const token = "canary-token-5f2d";
const inRequest = "canary-request-83ab@example.com";
const inResponse = "canary-response-c901";
const canaries = [token, inRequest, inResponse];

const onboarding = flow()
  .project("507f1f77bcf86cd799439013")
  .security((security) => security.apiTestType("email").apiTestValue(inRequest));

const secret = JSON.stringify({ secret: inResponse });
const echo = (text: string) =>
  JSON.stringify({ message: `no: ${text}`, code: text, secret: inResponse });

/** Each way in which a submit fails, with everything secret in the server's hands. */
type Failure = [name: string, answer: (socket: Socket) => void, options?: SubmitOptions];
const failures: Failure[] = [
  ["400", (socket) => socket.write(http(400, echo(token)))],
  ["401", (socket) => socket.write(http(401, echo(`Bearer ${token}`)))],
  ["402", (socket) => socket.write(http(402, echo(`${token.slice(0, 9)}\u200b${token.slice(9)}`)))],
  ["403", (socket) => socket.write(http(403, secret, { "x-request-id": token }))],
  ["404", (socket) => socket.write(http(404, secret))],
  ["408", (socket) => socket.write(http(408, secret))],
  ["409", (socket) => socket.write(http(409, secret))],
  ["413", (socket) => socket.write(http(413, secret))],
  ["415", (socket) => socket.write(http(415, secret))],
  [
    "422",
    (socket) => {
      const details = [{ field: token, message: token, secret: inResponse }];
      socket.write(http(422, JSON.stringify({ message: "invalid", details })));
    },
  ],
  ["429", (socket) => socket.write(http(429, secret, { "retry-after": "5" }))],
  ["500", (socket) => socket.write(http(500, `<html>${inResponse}</html>`))],
  ["503", (socket) => socket.write(http(503, secret))],
  ["301", (socket) => socket.write(http(301, secret, { location: `/?${token}&${inResponse}` }))],
  ["302", (socket) => socket.write(http(302, secret, { location: `/?${token}&${inResponse}` }))],
  ["a 2xx that is no flow", (socket) => socket.write(http(200, secret))],
  ["a 2xx that is no JSON", (socket) => socket.write(http(200, inResponse))],
  ["a 2xx that is too large", (socket) => socket.write(http(200, inResponse.repeat(900_000)))],
  [
    "half a 2xx",
    (socket) => {
      socket.write(http(200, secret, { "content-length": "4000" }));
      setTimeout(() => socket.destroy(), 10);
    },
  ],
  ["a reset", (socket) => socket.resetAndDestroy()],
  ["an answer that is no HTTP", (socket) => socket.end(`${token} ${inResponse}\r\n\r\n`)],
  ["no answer", () => {}, { timeout: 1000 }],
  [
    "half an answer",
    (socket) => socket.write(http(200, secret, { "content-length": "4000" })),
    { timeout: 1000 },
  ],
];

/** All that a log could show of a value. */
function traces(value: unknown): string {
  const shown: string[] = [];
  for (let link = value, depth = 0; link !== undefined && depth < 10; depth += 1) {
    shown.push(inspect(link, { depth: null, showHidden: true, getters: true }));
    shown.push(String(link), JSON.stringify(link) ?? "");
    const { stack, cause } = link as { stack?: string; cause?: unknown };
    shown.push(stack ?? "", inspect(structuredClone({ ...(link as object) })));
    if (link instanceof Error) shown.push(inspect(structuredClone(link)));
    link = cause;
  }
  return shown.join("\n");
}

describe("no secret is in the error of", () => {
  test.each(failures)("%s", async (_name, answer, options) => {
    await using server = await startRawServer(answer);
    const error = await failureOf(onboarding.submit({ token, baseUrl: server.url, ...options }));
    expect(error.name).toBe("SubmitError");
    expect(canaries.filter((canary) => traces(error).includes(canary))).toEqual([]);
    expect(server.requests[0]).toContain(token);
    expect(server.requests[0]).toContain(inRequest);
  });

  const id = "507f1f77bcf86cd799439011";
  const stored = { _id: id, type: "onboarding", project: "507f1f77bcf86cd799439013" };
  const kept = { emailTemplates: inResponse, security: { apiUrl: `https://${inResponse}` } };
  const calls: readonly [name: string, ask: (client: Client) => Promise<unknown>][] = [
    ["update", (client) => client.update(id, onboarding)],
    ["setStatus", (client) => client.setStatus(id, "active")],
    ["delete", (client) => client.delete(id)],
    ["get", (client) => client.get(id)],
    ["list", (client) => client.list().next()],
  ];

  const asked = failures.flatMap(([name, answer, options]) =>
    calls.map(([verb, ask]) => ({ verb, ask, name, answer, options })),
  );
  const failing = asked.filter(({ verb, name }) => verb !== "delete" || name !== "404"); // it's gone

  test.each(failing)("a $verb that meets $name", async ({ verb, ask, name, answer, options }) => {
    let isRead = false;
    await using server = await startRawServer((socket, request) => {
      // An update gets to its change, and can't read what became of it.
      const isFirst = verb === "update" && !isRead && request.startsWith("GET");
      isRead = true;
      if (isFirst) socket.write(http(200, JSON.stringify({ ...stored, ...kept })));
      else answer(socket);
    });
    const settings = { token, baseUrl: server.url, retries: 0, ...options };
    const quick = "timeout" in settings ? { ...settings, timeout: 300 } : settings;
    const error = await ask(createClient(quick)).then(
      (result) => expect.fail(`${name}: ${JSON.stringify(result)}`),
      (error: unknown) => error,
    );
    expect(error).toMatchObject({ name: "RequestError" });
    expect(canaries.filter((canary) => traces(error).includes(canary))).toEqual([]);
    expect(server.requests.join()).toContain(token);
  });

  test.each([
    ["a fetch that throws all it was given", token],
    ["an invalid token", `${token}\n`],
  ])("%s", async (_name, given) => {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const cause = Object.assign(new Error(await request.text()), { request, code: token });
      throw new Error(request.headers.get("authorization") ?? "", { cause });
    };
    const error = await onboarding.submit({ token: given, fetch }).catch((error) => error);
    expect(error.name).toBe("SubmitError");
    expect(canaries.filter((canary) => traces(error).includes(canary))).toEqual([]);
  });
});

test("no token is in a client, in what it reports, or in what it settles", async () => {
  await using server = await startRawServer((socket) => socket.write(http(500, echo(token))));
  const client = createClient({ token, baseUrl: server.url });
  const seen: unknown[] = [client];
  const onProgress = (progress: unknown) => seen.push(progress);
  seen.push(...(await client.submitAll([onboarding, onboarding], { onProgress })));
  expect(seen).toHaveLength(5);
  for (const value of seen) {
    expect(canaries.filter((canary) => traces(value).includes(canary))).toEqual([]);
  }
});
