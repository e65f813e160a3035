import { flow, SubmitError } from "verifik-flow";
import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const project = "507f1f77bcf86cd799439013";
const small = flow().project(project).status("draft").redirectUrl("https://example.com/done");

describe("error.reconcile()", () => {
  test.each([
    ["that was stored before the connection was lost", { reset: true, applied: true }, 1],
    ["that was lost with the connection", { reset: true }, 0],
    ["whose answer was cut in half", { halfBody: true }, 1],
    ["that was stored behind a 500", { status: 500, applied: true }, 1],
    ["that met a 503", { status: 503 }, 0],
    ["that was stored while the call timed out", { hang: true, applied: true }, 1],
  ] as const)("finds a flow %s, and sends nothing", async (_case, fault, found) => {
    await using verifik = await startEmulator();
    const options = { baseUrl: verifik.url, token: verifik.token, timeout: 500 };
    await onboarding.status("paused").submit(options);
    verifik.fail(fault);
    const error = await failureOf(onboarding.submit(options));
    expect(["unknown", "applied"]).toContain(error.outcome);
    expect(await error.reconcile()).toEqual(verifik.flows.slice(1));
    expect(verifik.flows).toHaveLength(1 + found);
    expect(verifik.requests.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  });

  test("looks through every page of the project's flows, in each envelope", async () => {
    for (const envelope of ["bare", "data", "signed"] as const) {
      const verifik = createEmulator({ envelope });
      const options = { token: verifik.token, fetch: verifik.fetch };
      for (let n = 0; n < 205; n += 1) await small.version((n + 1) as 1).submit(options);
      verifik.fail({ reset: true, applied: true });
      const error = await failureOf(small.version(300).submit(options));
      expect(await error.reconcile()).toEqual(verifik.flows.slice(205));
      const lists = verifik.requests.filter(({ method }) => method === "GET");
      expect(lists.map(({ path }) => path.slice(-16))).toEqual(
        [1, 2, 3].map((page) => `page=${page}&limit=100`.slice(-16)),
      );
    }
  });

  test("takes the documented empty redirectUrl for what was sent, and no other difference", async () => {
    const equal = { _id: "1", ...small.build(), redirectUrl: "" };
    const others = [
      { ...equal, _id: "2", redirectUrl: "https://example.com/other" },
      { ...equal, _id: "3", status: "active" },
      { _id: "4", project, type: "onboarding" },
    ];
    await using server = await startRawServer((socket) => {
      const listed = http(200, JSON.stringify({ data: [...others, equal] }));
      socket.write(server.requests.length === 1 ? http(500, "") : listed);
    });
    const error = await failureOf(small.submit({ token: "t", baseUrl: server.url }));
    expect(await error.reconcile()).toEqual([equal]);
  });

  test("ends with a server that gives the same page for ever", async () => {
    const page = Array.from({ length: 100 }, (_, n) => ({ _id: String(n) }));
    await using server = await startRawServer((socket) => {
      socket.write(server.requests.length === 1 ? http(500, "") : http(200, JSON.stringify(page)));
    });
    const error = await failureOf(small.submit({ token: "t", baseUrl: server.url }));
    expect(await error.reconcile()).toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  test("finds nothing, without a request, if the flow was not created", async () => {
    const verifik = createEmulator();
    verifik.fail({ status: 400 });
    const options = { token: verifik.token, fetch: verifik.fetch };
    const rejected = await failureOf(small.submit(options));
    const unsent = await failureOf(small.submit({ ...options, token: "" }));
    expect([await rejected.reconcile(), await unsent.reconcile()]).toEqual([[], []]);
    expect(verifik.requests).toHaveLength(1);
  });

  test.each([
    [{ status: 401 }, "UNAUTHORIZED"],
    [{ reset: true }, "CONNECTION_LOST"],
    [{ status: 200, body: { data: "no list" } }, "BAD_RESPONSE"],
  ] as const)("fails after %j with what is known of the flow", async (fault, code) => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch };
    verifik.fail({ status: 500 });
    verifik.fail(fault);
    const error = await failureOf(small.submit(options));
    const second = await failureOf(error.reconcile());
    expect(second).toBeInstanceOf(SubmitError);
    expect(second).toMatchObject({ code, outcome: "unknown" });
    expect(second.message).toContain("the flow may exist");
  });

  test("works after the call's own signal was aborted", async () => {
    const verifik = createEmulator();
    const controller = new AbortController();
    verifik.fail({ hang: true, applied: true });
    setTimeout(() => controller.abort(), 50);
    const options = { token: verifik.token, fetch: verifik.fetch, signal: controller.signal };
    const error = await failureOf(small.submit(options));
    expect(error).toMatchObject({ code: "ABORTED", outcome: "unknown" });
    expect(await error.reconcile()).toEqual(verifik.flows);
    expect(verifik.flows).toHaveLength(1);
  });
});
