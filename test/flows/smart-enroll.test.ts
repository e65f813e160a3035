import { startEmulator } from "verifik-flow/emulator";
import { expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import request from "../fixtures/smart-enroll-request.json" with { type: "json" };

test("the example composes the request body of Verifik's documentation", () => {
  expect(onboarding.build()).toEqual(request);
  expect(JSON.parse(JSON.stringify(onboarding))).toEqual(request);
});

test("the flow that the emulator stores over HTTP has every field of that request", async () => {
  await using verifik = await startEmulator();

  const stored = await onboarding.submit({ baseUrl: verifik.url, token: verifik.token });

  expect(stored).toMatchObject(request);
  expect(verifik.flows).toEqual([stored]);
  expect(verifik.requests).toEqual([
    { method: "POST", path: "/v2/project-flows", body: request, status: 200 },
  ]);
});
