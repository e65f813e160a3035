import { createClient, flow, loginFlow, ObjectId, type RequestError } from "verifik-flow";
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  startEmulator,
} from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { requestFailureOf } from "../support/request-failure-of.js";

const project = "507f1f77bcf86cd799439013";
const small = flow().project(project).status("draft");

/** An emulator with one stored flow, and a client of it. */
async function withFlow(options: EmulatorOptions = {}, first = onboarding.status("draft")) {
  const verifik = createEmulator(options);
  const client = createClient({ token: verifik.token, fetch: verifik.fetch, timeout: 2_000 });
  const { _id } = await first.submit(client);
  return { verifik, client, id: ObjectId(_id) };
}

/** What was asked after the flow was created. */
const asked = ({ requests }: Emulator) => requests.slice(1).map(({ method }) => method);

describe("client.update()", () => {
  test("sends only the top-level fields that differ, and says what stands then", async () => {
    const { verifik, client, id } = await withFlow();
    const [before] = verifik.flows;
    const updated = await client.update(id, onboarding.status("active"));
    expect(updated).toEqual({ before, after: verifik.flows[0], sent: ["status"], hidden: [] });
    expect(verifik.flows).toMatchObject([{ _id: id, status: "active" }]);
    expect(asked(verifik)).toEqual(["GET", "PUT", "GET"]);
    expect(verifik.requests[2]).toMatchObject({ body: { status: "active" } });
  });

  test("sends nothing if nothing differs", async () => {
    const { verifik, client, id } = await withFlow();
    const updated = await client.update(id, onboarding.status("draft"));
    expect(updated).toMatchObject({ after: updated.before, sent: [] });
    expect(asked(verifik)).toEqual(["GET"]);
  });

  test.each(["sections", "deep"] as const)(
    "leaves what the flow doesn't mention as it's stored, if the server merges %s",
    async (merge) => {
      const { verifik, client, id } = await withFlow({ merge });
      const [before] = verifik.flows;
      const looser = flow()
        .project(project)
        .liveness((liveness) => liveness.minScore(0.9));
      const { after, sent } = await client.update(id, looser);
      expect(sent).toEqual(["onboardingSettings"]);
      const { liveness, ...others } = onboarding.build().onboardingSettings ?? {};
      expect(after).toMatchObject({
        ...before,
        updatedAt: expect.any(String),
        onboardingSettings: { ...others, liveness: { ...liveness, livenessMinScore: 0.9 } },
      });
    },
  );

  test("sends back what the table doesn't know, and not what the server writes itself", async () => {
    const { verifik, client, id } = await withFlow();
    const stored = {
      onboardingSettings: {
        ...onboarding.build().onboardingSettings,
        _id: "507f1f77bcf86cd799439001",
        form: "507f1f77bcf86cd799439002",
        liveness: {
          _id: "507f1f77bcf86cd799439003",
          livenessMinScore: 0.7,
          kycType: "traditional",
        },
        document: { idPrompt: "507f1f77bcf86cd799439004" },
      },
    };
    await put(verifik, id, stored);
    await client.update(
      id,
      small.liveness((liveness) => liveness.minScore(0.8)),
    );
    const sent = verifik.requests.findLast(({ method }) => method === "PUT")?.body;
    const { _id, ...others } = stored.onboardingSettings;
    expect(sent).toEqual({
      onboardingSettings: {
        ...others,
        liveness: { livenessMinScore: 0.8, kycType: "traditional" },
      },
    });
  });

  test.each([
    ["bare", "stored", "ids"],
    ["data", "sent", "objects"],
    ["signed", "sent", "ids"],
    ["bare", "sent", "objects"],
  ] as const)("reads %s answers that echo what is %s, with references as %s", async (...sort) => {
    const [envelope, updateAnswer, references] = sort;
    const { verifik, client, id } = await withFlow({ envelope, updateAnswer, references });
    const { after, sent } = await client.update(id, onboarding.status("paused"));
    expect([after._id, after.status, sent]).toEqual([id, "paused", ["status"]]);
    expect(await client.update(id, onboarding.status("paused"))).toMatchObject({ sent: [] });
    expect(asked(verifik)).toEqual(["GET", "PUT", "GET", "GET"]);
  });

  test("refuses a change of the project or the type before it's sent", async () => {
    const { verifik, client, id } = await withFlow();
    const elsewhere = small.project("507f1f77bcf86cd7994390ff");
    for (const [other, what] of [
      [elsewhere, "project"],
      [loginFlow().project(project), "type"],
    ] as const) {
      const error = await requestFailureOf(client.update(id, other));
      expect(error).toMatchObject({ code: "OTHER_FLOW", outcome: "not-sent", attempts: 0 });
      expect(error.message).toBe(
        `OTHER_FLOW: the stored flow is of another ${what}, and a flow can't change its ${what}; the flow was not changed (verifik-flow/docs/errors.md#OTHER_FLOW)`,
      );
    }
    expect(await client.update(id, small.project("507F1F77BCF86CD799439013"))).toBeTruthy();
    expect(asked(verifik)).toEqual(["GET", "GET", "GET"]);
  });

  test("refuses a flow of v3 that is in the same collection", async () => {
    const { verifik, client, id } = await withFlow({}, small);
    await put(verifik, id, { documents: {}, liveness: { minScore: 0.6 }, version: 3 });
    const error = await requestFailureOf(client.update(id, small.status("active")));
    expect(error.message).toBe(
      "OTHER_FLOW: what is stored is a flow of Verifik's v3 API, by its documents, liveness; the flow was not changed (verifik-flow/docs/errors.md#OTHER_FLOW)",
    );
    expect(verifik.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  test.each([
    ["an empty id", ""],
    ["an id that is too short", "507f1f77bcf86cd79943901"],
    ["an id with a path", "../v2/projects/507f1f77b"],
    ["no id", undefined],
  ])("refuses %s before any request, and so do the others", async (_case, id) => {
    const { verifik, client } = await withFlow();
    for (const call of [
      client.update(id as never, small),
      client.get(id as never),
      client.setStatus(id as never, "active"),
      client.delete(id as never),
    ]) {
      await expect(call).rejects.toMatchObject({
        name: "InvalidFlowError",
        message: expect.stringMatching(/expected 24 hexadecimal characters \(at id\)$/),
      });
    }
    expect(asked(verifik)).toEqual([]);
  });

  test("refuses a login flow of v3, whose settings look like those of v2", async () => {
    const first = loginFlow().project(project);
    const { verifik, client } = await withFlow({}, small);
    const { _id } = await first.submit(client);
    const id = ObjectId(_id);
    await put(verifik, id, {
      loginSettings: { email: true },
      integrations: {},
      target: "personal",
    });
    const error = await requestFailureOf(client.update(id, first.status("active")));
    expect(error.message).toContain("a flow of Verifik's v3 API, by its target, integrations");
  });

  test("refuses what is no flow, and a flow that has no project", async () => {
    const { verifik, client, id } = await withFlow();
    for (const given of [flow(), small.build(), null, "flow"]) {
      await expect(client.update(id, given as never)).rejects.toMatchObject({
        name: "InvalidFlowError",
      });
    }
    const misspelt = client.update(id, small, { ifUnchanged: verifik.flows[0] } as never);
    const error = await requestFailureOf(misspelt);
    expect(error.message).toBe(
      "INVALID_OPTION: 'ifUnchanged' isn't an option: expected one of ifUnchangedSince; the flow was not changed (verifik-flow/docs/errors.md#INVALID_OPTION)",
    );
    expect(asked(verifik)).toEqual([]);
  });

  test("fails as NOT_FOUND, and sends no change, if there is no such flow", async () => {
    const { verifik, client } = await withFlow();
    const error = await requestFailureOf(client.update("507f1f77bcf86cd799439011", small));
    expect(error.message).toBe(
      "NOT_FOUND: the server answered 404 (Project flow not found); the flow was not changed (verifik-flow/docs/errors.md#NOT_FOUND)",
    );
    expect(error).toMatchObject({ outcome: "not-sent", serverCode: "PROJECT_FLOW_NOT_FOUND" });
    expect(asked(verifik)).toEqual(["GET"]);
  });

  test("sends a white list that the server doesn't show, and says that it's hidden", async () => {
    const { verifik, client, id } = await withFlow();
    const people = [{ name: "Ana", email: "ana@example.com" }] as const;
    const listing = small.whiteList(people);
    expect(await client.update(id, listing)).toMatchObject({ sent: ["whiteList"], hidden: [] });
    expect(await client.update(id, listing)).toMatchObject({ sent: [] });
    await put(verifik, id, { whiteList: [] });
    const apart = createClient({ token: verifik.token, fetch: withoutList(verifik) });
    const updated = await apart.update(id, listing);
    expect(updated).toMatchObject({ sent: ["whiteList"], hidden: ["whiteList"] });
  });
});

describe("ifUnchangedSince", () => {
  test("lets a flow be changed that is as it was, in whatever form it was read", async () => {
    for (const references of ["ids", "objects"] as const) {
      const { client, id } = await withFlow({ references });
      const ifUnchangedSince = await client.get(id);
      const updated = await client.update(id, small.status("active"), { ifUnchangedSince });
      expect(updated.sent).toEqual(["status"]);
    }
  });

  test("is sent once: sent again, it could write over what somebody changed in between", async () => {
    const { verifik, client, id } = await withFlow({}, small);
    const then = await client.get(id);
    verifik.fail({ status: 503, method: "PUT" });
    const change = small.status("active");
    const error = await requestFailureOf(client.update(id, change, { ifUnchangedSince: then }));
    expect(error).toMatchObject({ outcome: "unknown", attempts: 1 });
    verifik.fail({ status: 503, method: "PUT" });
    expect((await client.update(id, change)).after.status).toBe("active");
  });

  test("leaves a flow as it is that somebody changed since", async () => {
    const { verifik, client, id } = await withFlow();
    const ifUnchangedSince = await client.get(id);
    await put(verifik, id, { security: { strategy: "none", source: "NONE" } });
    const changed = verifik.flows[0];
    const call = client.update(id, small.status("active"), { ifUnchangedSince });
    const error = await requestFailureOf(call);
    expect(error).toMatchObject({ code: "CHANGED_SINCE", outcome: "not-sent" });
    expect(error.message).toMatch(
      /^CHANGED_SINCE: the flow was changed since then: .*security\.strategy.*; the flow was not changed \(verifik-flow\/docs\/errors\.md#CHANGED_SINCE\)$/,
    );
    expect(error.message).not.toContain("NONE");
    expect(verifik.flows).toEqual([changed]);
  });

  test("sees a change by its time alone, and one that took a field away", async () => {
    const { verifik, client, id } = await withFlow();
    const now = await client.get(id);
    const another = { ...now, updatedAt: "2020-01-01T00:00:00.000Z" };
    const more = { ...now, redirectUrl: "https://example.com/other" };
    const { status: _, ...fewer } = now;
    for (const ifUnchangedSince of [another, more, fewer]) {
      const call = client.update(id, small.status("active"), { ifUnchangedSince });
      expect(await requestFailureOf(call)).toMatchObject({ code: "CHANGED_SINCE" });
    }
    expect(asked(verifik)).not.toContain("PUT");
  });

  test("refuses another flow, and what is none", async () => {
    const { verifik, client, id } = await withFlow();
    for (const ifUnchangedSince of [{ _id: "507f1f77bcf86cd799439011" }, {}, "flow", null]) {
      const call = client.update(id, small, { ifUnchangedSince } as never);
      await expect(call).rejects.toThrow(/is not that flow: expected the stored flow with the id/);
    }
    const missing = client.update(id, small, { ifUnchangedSince: undefined } as never);
    expect(await requestFailureOf(missing)).toMatchObject({ code: "INVALID_OPTION" });
    expect(asked(verifik)).toEqual([]);
  });
});

describe("an update that may have happened", () => {
  const active = onboarding.status("active");

  test.each([
    ["a connection that was lost after it", { reset: true, applied: true, times: 3 }],
    ["a 500 after it", { status: 500, applied: true, times: 3 }],
    ["an answer that was cut in half", { halfBody: true, times: 3 }],
    ["the time limit", { hang: true, applied: true }],
  ] as const)("is found by reading after %s", async (_case, fault) => {
    await using verifik = await startEmulator();
    const client = createClient({ baseUrl: verifik.url, token: verifik.token, timeout: 1_000 });
    const { _id } = await onboarding.status("draft").submit(client);
    verifik.fail({ ...fault, method: "PUT" });
    const { after, sent } = await client.update(ObjectId(_id), active);
    expect([after, sent]).toEqual([verifik.flows[0], ["status"]]);
    expect(after.status).toBe("active");
  });

  test.each([
    ["CONNECTION_LOST", { reset: true, times: 3 }, 3],
    ["UNAVAILABLE", { status: 503, times: 3 }, 3],
    ["TIMEOUT", { hang: true }, 1],
  ] as const)("is unknown after %s if the flow doesn't hold it", async (code, fault, attempts) => {
    await using verifik = await startEmulator();
    const client = createClient({ baseUrl: verifik.url, token: verifik.token, timeout: 1_000 });
    const { _id } = await onboarding.status("draft").submit(client);
    verifik.fail({ ...fault, method: "PUT" });
    const error = await requestFailureOf(client.update(ObjectId(_id), active));
    expect(error).toMatchObject({ name: "RequestError", code, outcome: "unknown", attempts });
    expect(error.message).toMatch(
      /, and the flow doesn't hold the change so far.*; the flow may have been changed \(/,
    );
  });

  test("is unknown if it can't be read either, and changed if the server accepted it", async () => {
    for (const [fault, outcome, aftermath] of [
      [{ status: 500, times: 3 }, "unknown", "the flow may have been changed"],
      [undefined, "applied", "the flow was changed"],
    ] as const) {
      const { verifik, client, id } = await withFlow();
      if (fault) verifik.fail({ ...fault, method: "PUT" });
      const isRead = { now: false };
      const fetch: typeof globalThis.fetch = async (input, init) => {
        if (init?.method === "PUT") isRead.now = true;
        if (init?.method === "GET" && isRead.now) return new Response("{}", { status: 403 });
        return verifik.fetch(input, init);
      };
      const blind = createClient({ token: verifik.token, fetch });
      const error = await requestFailureOf(blind.update(id, active));
      expect(error).toMatchObject({ outcome, code: fault ? "SERVER_ERROR" : "FORBIDDEN" });
      expect(error.message).toMatch(
        new RegExp(`; ${aftermath} \\(verifik-flow/docs/errors.md#${error.code}\\)$`),
      );
      expect(client).toBeTruthy();
    }
  });

  test("isn't taken for one that happened because the server doesn't show the field", async () => {
    const { verifik, client, id } = await withFlow({}, small);
    verifik.fail({ reset: true, method: "PUT", times: 3 });
    const listing = small.whiteList([{ name: "Ana" }]);
    const error = await requestFailureOf(client.update(id, listing));
    expect(error).toMatchObject({ code: "CONNECTION_LOST", outcome: "unknown" });
    expect(verifik.flows[0]).not.toHaveProperty("whiteList");
  });

  test("isn't taken back by an attempt that is refused", async () => {
    const { verifik, client, id } = await withFlow();
    verifik.fail({ reset: true, method: "PUT" });
    verifik.fail({ status: 400, method: "PUT" });
    const error = await requestFailureOf(client.update(id, active));
    expect(error).toMatchObject({ code: "BAD_REQUEST", outcome: "unknown", attempts: 2 });
  });

  test("isn't settled by reading once the signal is aborted", async () => {
    const verifik = createEmulator();
    const controller = new AbortController();
    const { signal } = controller;
    const client = createClient({ token: verifik.token, fetch: verifik.fetch, signal });
    const { _id } = await onboarding.status("draft").submit(client);
    verifik.fail({ hang: true, applied: true, method: "PUT" });
    const call = requestFailureOf(client.update(ObjectId(_id), active));
    await expect.poll(() => verifik.requests.at(-1)?.method).toBe("PUT");
    controller.abort();
    expect(await call).toMatchObject({ code: "ABORTED", outcome: "unknown" });
  });

  test("that the server accepts and doesn't store is told, with the fields", async () => {
    const { verifik, client, id } = await withFlow();
    const [stored] = verifik.flows;
    verifik.fail({ status: 200, body: stored, method: "PUT" });
    const error = await requestFailureOf(
      client.update(
        id,
        active.liveness((liveness) => liveness.minScore(0.9)),
      ),
    );
    expect(error.message).toBe(
      "NOT_STORED: the change was accepted, but something else is stored: status, liveness.minScore; the flow may have been changed (verifik-flow/docs/errors.md#NOT_STORED)",
    );
    expect(error.outcome).toBe("unknown");
  });
});

describe("a refusal", () => {
  test("of a flow that people use has a code of its own, and one of bad input hasn't", async () => {
    const { verifik, client, id } = await withFlow({ activeUsers: () => true });
    for (const call of [
      client.update(id, onboarding.status("active")),
      client.setStatus(id, "active"),
      client.delete(id),
    ]) {
      const error = await requestFailureOf(call);
      expect(error).toMatchObject({ code: "ACTIVE_USERS", status: 409, outcome: "rejected" });
      expect(error.message).toMatch(
        /with active users\); the flow was not (changed|deleted) \(verifik-flow\/docs\/errors/,
      );
    }
    for (const code of ["MissingParameter", "PreconditionFailed"]) {
      verifik.fail({ status: 409, body: { message: "missing countryCode", code }, method: "PUT" });
      const error = await requestFailureOf(client.setStatus(id, "active"));
      expect(error).toMatchObject({ code: "CONFLICT", serverCode: code, outcome: "rejected" });
    }
    expect(verifik.flows).toMatchObject([{ status: "draft" }]);
  });

  test("names the fields as the builder does", async () => {
    const { verifik, client, id } = await withFlow();
    const details = [{ field: "onboardingSettings.liveness.livenessMinScore", message: "too low" }];
    const body = {
      message: "Project flow validation failed",
      code: "UnprocessableEntity",
      details,
    };
    verifik.fail({ status: 422, body, method: "PUT" });
    const error: RequestError = await requestFailureOf(
      client.update(
        id,
        small.liveness((liveness) => liveness.minScore(0.9)),
      ),
    );
    expect(error.issues).toEqual([{ path: "liveness.minScore", message: "too low" }]);
    expect(error.message).toMatch(
      /^UNPROCESSABLE: .*; the flow was not changed \(verifik-flow\/docs\/errors\.md#UNPROCESSABLE\)$/,
    );
  });
});

describe("client.setStatus()", () => {
  test("changes the status alone, and resolves with the flow", async () => {
    const { verifik, client, id } = await withFlow();
    const [before] = verifik.flows;
    const stored = await client.setStatus(id, "paused");
    expect(stored).toEqual({ ...before, status: "paused", updatedAt: stored.updatedAt });
    expect(verifik.requests.slice(1)).toMatchObject([
      { method: "PUT", body: { status: "paused" } },
      { method: "GET" },
    ]);
  });

  test("refuses a word that is no status, and finds out whether a lost change happened", async () => {
    const { verifik, client, id } = await withFlow();
    await expect(client.setStatus(id, "stopped" as never)).rejects.toThrow(
      "'stopped' is not allowed: expected 'draft', 'active' or 'paused' (at status)",
    );
    verifik.fail({ reset: true, applied: true, times: 3, method: "PUT" });
    expect(await client.setStatus(id, "active")).toMatchObject({ status: "active" });
  });
});

/** Changes the flow past the client. */
async function put(verifik: ReturnType<typeof createEmulator>, id: string, body: object) {
  await verifik.fetch(`https://api.verifik.co/v2/project-flows/${id}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${verifik.token}` },
    body: JSON.stringify(body),
  });
}

/** A server that keeps white lists apart from the flows. */
function withoutList(verifik: ReturnType<typeof createEmulator>): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await verifik.fetch(input, init);
    const { whiteList: _, ...flow } = (await response.json()) as Record<string, unknown>;
    return Response.json(flow, response);
  };
}
