import type { Socket } from "node:net";
import { flow } from "verifik-flow";
import { expect, test } from "vitest";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");

/** What comes of a submit that is answered so: the stored flow, or what the error says. */
async function resultOf(answer: (socket: Socket) => void): Promise<unknown> {
  await using server = await startRawServer(answer);
  return await onboarding
    .submit({ token: "a-token", baseUrl: server.url })
    .catch((error: Error) => error.message);
}

const answered = (body: string) => resultOf((socket) => socket.write(http(200, body)));

test("an answer without a body is no stored flow", async () => {
  expect(await resultOf((socket) => socket.write("HTTP/1.1 204 No Content\r\n\r\n"))).toBe(
    "BAD_RESPONSE: the response isn't a stored flow; the flow exists (verifik-flow/docs/errors.md#BAD_RESPONSE)",
  );
});

test("a character may come in two parts", async () => {
  const flow = { _id: "1", name: "é€😀" };
  const bytes = Buffer.from(http(200, JSON.stringify(flow)));
  for (let cut = bytes.indexOf("é") + 1; cut < bytes.length - 2; cut += 1) {
    const result = await resultOf((socket) => {
      socket.write(bytes.subarray(0, cut));
      setTimeout(() => socket.write(bytes.subarray(cut)), 10);
    });
    expect(result).toEqual(flow);
  }
});

test("a character that never comes to its end is not dropped", async () => {
  const half = Buffer.concat([Buffer.from('{"_id":"1"}'), Buffer.from([0xc3])]);
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${half.length}\r\n\r\n`;
  const result = await resultOf((socket) => socket.write(Buffer.concat([Buffer.from(head), half])));
  expect(result).toContain("BAD_RESPONSE");
});

test("an answer may be large and wide, but not too large", async () => {
  const large = (bytes: number) => `{"_id":"1","x":"${"x".repeat(bytes - 18)}"}`;
  expect(await answered(large(2 ** 24))).toHaveProperty("x");
  expect(await answered(large(2 ** 24 + 1))).toBe(
    "TOO_LARGE: the response is too large; the flow exists (verifik-flow/docs/errors.md#TOO_LARGE)",
  );
});

test("an answer may have many brackets, but not too deep", async () => {
  const tooDeep =
    "TOO_LARGE: the response is nested too deeply; the flow exists (verifik-flow/docs/errors.md#TOO_LARGE)";
  const nested = (open: string, close: string, levels: number) =>
    `{"_id":"1","in":${open.repeat(levels - 1)}0${close.repeat(levels - 1)}}`;
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
    ['["\\\\",', "]"],
    ['["\\"",', "]"],
    ['["]",', "]"],
    ['["",', "]"],
  ] as const) {
    expect(await answered(nested(open, close, 64))).toHaveProperty("in");
    expect(await answered(nested(open, close, 65))).toBe(tooDeep);
  }
  for (const part of ["[]", "{}", '"["', '"{"', '"[\\"["', '"\\\\"']) {
    const body = JSON.stringify({ _id: "1", in: JSON.parse(`[${Array(100).fill(part)}]`) });
    expect(await answered(body)).toHaveProperty("in");
  }
});

test.each([
  ['{"data":{"_id":"1"}}', '{"data":{}}'],
  ['{"data":{"_id":"1","name":""}}', '{"data":{"_id":""}}'],
  ['{"data":{"_id":"1"},"success":true}', '{"data":"1"}'],
  ['{"_id":"1"}', '[{"_id":"1"}]'],
])("%s is a stored flow, and %s is not", async (flow, other) => {
  expect(await answered(flow)).toHaveProperty("_id", "1");
  expect(await answered(other)).toBe(
    "BAD_RESPONSE: the response isn't a stored flow; the flow exists (verifik-flow/docs/errors.md#BAD_RESPONSE)",
  );
});

test("an answer that is cut in half says so", async () => {
  const result = await resultOf((socket) => {
    socket.write(http(200, "{", { "content-length": "100" }));
    setTimeout(() => socket.destroy(), 20);
  });
  expect(result).toBe(
    "TRUNCATED: the connection was lost in the middle of the response; the flow exists (verifik-flow/docs/errors.md#TRUNCATED)",
  );
});

test.each([
  [299, "an answer", { _id: "1" }],
  [
    300,
    "a redirect",
    "REDIRECT: the server answered 300; the flow was not created (verifik-flow/docs/errors.md#REDIRECT)",
  ],
  [
    399,
    "a redirect",
    "REDIRECT: the server answered 399; the flow was not created (verifik-flow/docs/errors.md#REDIRECT)",
  ],
  [
    499,
    "a refusal",
    "REFUSED: the server answered 499; the flow was not created (verifik-flow/docs/errors.md#REFUSED)",
  ],
  [
    599,
    "an error",
    "SERVER_ERROR: the server answered 599; the flow may exist (verifik-flow/docs/errors.md#SERVER_ERROR)",
  ],
  [
    600,
    "nonsense",
    "SERVER_ERROR: the server answered 600; the flow may exist (verifik-flow/docs/errors.md#SERVER_ERROR)",
  ],
  [
    999,
    "nonsense",
    "SERVER_ERROR: the server answered 999; the flow may exist (verifik-flow/docs/errors.md#SERVER_ERROR)",
  ],
])("the status %i is %s", async (status, _meaning, result) => {
  expect(await resultOf((socket) => socket.write(http(status, '{"_id":"1"}')))).toEqual(result);
});

test("a redirect that a browser hides is one that may have been processed", async () => {
  const fetch = async () => Response.error();
  await expect(onboarding.submit({ token: "a-token", fetch })).rejects.toMatchObject({
    code: "REDIRECT",
    outcome: "unknown",
    status: 0,
  });
});

test.each(["000", "099", "101", "199", "1000"])(
  "the status %s is no refusal, whatever the runtime makes of it",
  async (status) => {
    const result = await resultOf((socket) => {
      socket.end(http(200, "{}").replace("200", status));
    });
    expect(result).toMatch(
      /^(SERVER_ERROR|CONNECTION_LOST|REDIRECT): .*; the flow may exist \(verifik-flow\/docs\/errors\.md#\1\)$/,
    );
  },
);
