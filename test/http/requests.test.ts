import { flow } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const onboarding = flow().project("507f1f77bcf86cd799439013");

test("a request says that it takes JSON", async () => {
  await using server = await startRawServer((socket) => socket.write(http(200, '{"_id":"1"}')));
  await onboarding.submit({ token: "a-token", baseUrl: server.url });
  expect(server.requests[0]).toMatch(/\r\naccept: application\/json\r\n/i);
});

test("a list of flows is asked for without a body", async () => {
  const verifik = createEmulator();
  verifik.fail({ reset: true, applied: true });
  const options = { token: verifik.token, fetch: verifik.fetch };
  const error = await failureOf(onboarding.submit(options));
  expect(await error.reconcile()).toEqual(verifik.flows);
  expect(verifik.requests[1]).toMatchObject({
    method: "GET",
    path: "/v2/project-flows?project=507f1f77bcf86cd799439013&where_project=507f1f77bcf86cd799439013&type=onboarding&where_type=onboarding&page=1&limit=100&perPage=100",
    body: undefined,
  });
});
