import { inspect } from "node:util";
import { loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { startRawServer } from "../support/raw-server.js";

const token = "canary.token_0123456789";
const address = "ana@example.com";
const odd = 'o"Brien\\é';
const onboarding = loginFlow()
  .project("507f1f77bcf86cd799439013")
  .whiteList([{ name: odd, email: address, countryCode: "+57", phone: "3001234567" }])
  .security((security) => security.strategy("whitelist").source("CSV"));

const failureAfter = (error: unknown) =>
  failureOf(onboarding.submit({ token, retries: 0, fetch: () => Promise.reject(error) }));

test("the cause names the host, the port and the system call", async () => {
  const server = await startRawServer(() => {});
  await server[Symbol.asyncDispose]();
  const port = Number(new URL(server.url).port);
  const error = await failureOf(onboarding.submit({ token, baseUrl: server.url, retries: 0 }));
  expect(error.message).toContain(`no connection to 127.0.0.1:${port} could be made`);
  expect(inspect(error)).toMatch(/refused|unable to connect/i);
  if ("Bun" in globalThis || "Deno" in globalThis) return;
  expect(error.message).toContain("(ECONNREFUSED)");
  const at = { syscall: "connect", address: "127.0.0.1", port, code: "ECONNREFUSED" };
  expect(error.cause).toMatchObject({ name: "TypeError", cause: at });
});

test("the cause keeps its name, its message and where it was thrown", async () => {
  const error = await failureAfter(new RangeError("too far"));
  expect(error.cause).toBeInstanceOf(Error);
  expect(error.cause?.name).toBe("RangeError");
  expect(error.cause?.stack).toMatch(/^RangeError: too far\n\s+at .*cause\.test/);
  expect(Object.keys(error.cause ?? {})).toEqual([]);
});

test.each(["", "at", "Error"])("the message %j hides no frame", async (message) => {
  expect((await failureAfter(new Error(message))).cause?.stack).toMatch(/\n\s+at .*cause\.test/);
});

test("a message that was changed later hides no frame", async () => {
  const error = new Error("failed");
  error.message = "in my fetch: it failed";
  expect((await failureAfter(error)).cause?.stack).toMatch(/^Error: in my .*\n\s+at .*cause\.test/);
});

test("an error without a cause has none", async () => {
  const error = await failureOf(
    onboarding.submit({ token, fetch: async () => new Response("{}", { status: 400 }) }),
  );
  expect("cause" in error).toBe(false);
});

test.each(["text", null, undefined, 7])("%j is no error, and isn't repeated", async (thrown) => {
  expect((await failureAfter(thrown)).cause?.message).toBe(
    "`fetch` threw something other than an error",
  );
});

describe("nothing of the request is in the cause when the error has", () => {
  const body = JSON.stringify(onboarding);
  const withProperties = (properties: object) => Object.assign(new Error("failed"), properties);
  const secrets = [token, token.slice(7, 16), address, odd, JSON.stringify(odd), "3001234567"];

  test.each<[string, () => unknown]>([
    ["it as its message", () => new Error(`Bearer ${token}`)],
    ["a part of the token as its message", () => new Error(`Bea...${token.slice(5, 18)}...`)],
    ["the body as its message", () => new Error(body)],
    ["a text of the body as its message", () => new Error(`no ${address} here`)],
    ["the body in a text in its message", () => new Error(JSON.stringify({ body }))],
    ["it as a property", () => withProperties({ config: { headers: { token }, body } })],
    ["it as a code", () => withProperties({ code: token, syscall: token, hostname: address })],
    ["it as a name", () => withProperties({ name: address })],
    ["it as an address", () => withProperties({ address: token, port: token })],
    ["it in a cause", () => new Error("failed", { cause: new Error(token) })],
    ["it in others", () => new AggregateError([new Error(token)], "failed")],
    ["it in its stack", () => withProperties({ stack: `Error: ${token}\n    at ${token}:1:2` })],
    [
      "a message that looks like frames",
      () => new Error(`failed\n    at ${address} (a.js:1:2)\n    at ${address}:1:2`),
    ],
    [
      "frames in a message that was changed later",
      () => Object.assign(new Error(`failed\n    at ${address}:1:2`), { message: "failed" }),
    ],
    [
      "frames in a message that is gone",
      () => Object.assign(new Error(`failed\n    at ${address}:1:2`), { message: "other" }),
    ],
  ])("%s", async (_where, thrown) => {
    const error = await failureAfter(thrown());
    const shown = inspect(error, { depth: null, showHidden: true });
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(error.cause).toBeInstanceOf(Error);
  });
});
