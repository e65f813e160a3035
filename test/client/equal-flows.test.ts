import { flow } from "verifik-flow";
import { expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow()
  .project("507f1f77bcf86cd799439013")
  .signUpForm((form) => form.email().extraFields(["city"]));
const body = onboarding.build();
const settings = body.onboardingSettings;

/** What reconciling finds if the server lists this. */
async function foundIn(listed: unknown): Promise<unknown> {
  await using server = await startRawServer((socket) => {
    const answer = http(200, JSON.stringify(listed));
    socket.write(server.requests.length === 1 ? http(500, "") : answer);
  });
  const error = await failureOf(onboarding.submit({ token: "a-token", baseUrl: server.url }));
  return await error.reconcile().catch((error: Error) => error.message);
}

const stored = (signUpForm: unknown) => ({
  _id: "1",
  ...body,
  onboardingSettings: { ...settings, signUpForm },
});

test("a flow that holds all that was sent is found, with what the server added", async () => {
  const equal = { ...stored({ ...settings?.signUpForm, phone: null }), client: "c", list: [1] };
  expect(await foundIn([equal])).toEqual([equal]);
});

test.each([
  ["has the section empty", stored({})],
  ["has null for the section", stored(null)],
  ["has a text for the section", stored("signUpForm")],
  ["has other fields", stored({ email: true, extraFields: ["town"] })],
  ["has more fields", stored({ email: true, extraFields: ["city", "street"] })],
  ["has fewer fields", stored({ email: true, extraFields: [] })],
  ["has no list of fields", stored({ email: true, extraFields: { 0: "city", length: 1 } })],
  ["has a text for the list", stored({ email: true, extraFields: "city" })],
  ["has another type", { ...stored(settings?.signUpForm), type: "login" }],
  ["has null for the settings", { _id: "1", ...body, onboardingSettings: null }],
])("a flow that %s is another", async (_case, other) => {
  expect(await foundIn([other])).toEqual([]);
});

test.each([[[{}]], [[{ _id: "" }]], [{ data: [{}] }], [{ data: {} }], [null]])(
  "%j is not a list of flows",
  async (listed) => {
    expect(await foundIn(listed)).toBe(
      "BAD_RESPONSE: the response isn't a list of flows; the flow may exist (verifik-flow/docs/errors.md#BAD_RESPONSE)",
    );
  },
);
