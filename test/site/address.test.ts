import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeAddress, encodeAddress, mostPacked, mostUnpacked } from "../../site/play/address.js";

const code = 'export const onboarding = flow().project("507f1f77bcf86cd799439013");\n';
const addressOf = (text: string) => `#v1.${deflateRawSync(text).toString("base64url")}`;
const valid = addressOf(JSON.stringify({ code }));

test.each([
  { code },
  { code: "" },
  { code: "ñ 漢字 🙂\u0000", tab: "words", before: { type: "onboarding" } },
])("a link shows the same to somebody else: %j", async (shared) => {
  const fragment = await encodeAddress(shared);
  expect(fragment).toMatch(/^#v1\.[\w-]+$/);
  expect(await decodeAddress(fragment ?? "")).toEqual(shared);
});

test("an example's link is short", async () => {
  expect((await encodeAddress({ code }))?.length).toBeLessThan(150);
});

test("an earlier flow that is nested deeper than any flow is refused", async () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const holding = (depth: number) => addressOf(`{"code":"","before":${nested(depth)}}`);
  expect((await decodeAddress(holding(20)))?.code).toBe("");
  await expect(decodeAddress(holding(21))).rejects.toThrow("doesn't contain a flow");
  await expect(decodeAddress(holding(5000))).rejects.toThrow("doesn't contain a flow");
});

test("no fragment is no flow", async () => {
  expect(await decodeAddress("")).toBeUndefined();
});

test.each([
  ["another version", valid.replace("v1", "v2"), "another version"],
  ["an anchor", "#codes", "another version"],
  ["a lost end", valid.slice(0, -8), "broken"],
  ["what is no base64", "#v1.%%%", "broken"],
  ["what isn't compressed", "#v1.aGVsbG8", "broken"],
  ["what isn't JSON", addressOf("hello"), "broken"],
  ["a list", addressOf("[]"), "doesn't contain a flow"],
  ["null", addressOf("null"), "doesn't contain a flow"],
  ["code that is no text", addressOf('{"code":1}'), "doesn't contain a flow"],
  ["a tab that is no text", addressOf(`{"code":"","tab":1}`), "doesn't contain a flow"],
  ["an address that is too long", `#v1.${"A".repeat(mostPacked)}`, "too long"],
  ["a bomb", addressOf(JSON.stringify({ code: " ".repeat(5_000_000) })), "too much"],
])("%s gets a sentence", async (_name, fragment, sentence) => {
  await expect(decodeAddress(fragment)).rejects.toThrow(sentence);
});

test("what a link can just hold is opened, and a byte more isn't packed", async () => {
  const room = mostUnpacked - JSON.stringify({ code: "" }).length;
  const most = { code: "a".repeat(room) };
  expect(await decodeAddress((await encodeAddress(most)) ?? "")).toEqual(most);
  expect(await encodeAddress({ code: "a".repeat(room + 1) })).toBeUndefined();
});
