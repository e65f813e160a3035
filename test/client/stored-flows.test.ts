import { createClient, type Flow, flow, type ListFilter, loginFlow, ObjectId } from "verifik-flow";
import {
  createEmulator,
  type EmulatorOptions,
  type Envelope,
  type FetchEmulator,
  startEmulator,
} from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { numbered } from "../support/numbered.js";
import { http, startRawServer } from "../support/raw-server.js";
import { requestFailureOf } from "../support/request-failure-of.js";

const project = "507f1f77bcf86cd799439013";
const other = "507f1f77bcf86cd7994390ff";
const small = flow().project(project);
const unknownId = "507f1f77bcf86cd799439011";

/** A client of an emulator with these flows. */
async function withFlows(flows: readonly Flow[], options: EmulatorOptions = {}) {
  const verifik = createEmulator(options);
  const client = createClient({ token: verifik.token, fetch: verifik.fetch, timeout: 2_000 });
  for (const each of flows) await each.submit(client);
  const [first] = verifik.flows;
  return { verifik, client, id: ObjectId(first?._id ?? unknownId) };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const gets = ({ requests }: FetchEmulator) => requests.filter(({ method }) => method === "GET");

describe("client.list()", () => {
  test.each(
    (["bare", "data", "signed"] as const).flatMap((envelope) =>
      ([1, 7, 100] as const).map((pageSize) => [envelope, pageSize] as [Envelope, number]),
    ),
  )("gives each flow once from %s pages of at most %i", async (envelope, pageSize) => {
    const { verifik, client } = await withFlows(numbered(23), { envelope, pageSize });
    expect(await all(client.list())).toEqual(verifik.flows);
    expect(gets(verifik).length).toBeLessThanOrEqual(Math.ceil(23 / pageSize) + 1);
  });

  test("of no flows gives none", async () => {
    const { client } = await withFlows([], { envelope: "data" });
    expect(await all(client.list())).toEqual([]);
  });

  test("asks for a page only when it's needed", async () => {
    const { verifik, client } = await withFlows(numbered(10), { pageSize: 5 });
    for await (const { version } of client.list()) if (version === 3) break;
    expect(gets(verifik)).toHaveLength(1);
  });

  test.each(["ids", "objects"] as const)(
    "filters by all that's given, with %s",
    async (references) => {
      const { verifik, client } = await withFlows(
        [small.status("draft"), small.status("active"), flow().project(other).status("active")],
        { references },
      );
      await loginFlow().project(project).status("active").submit(client);
      const ids = async (filter: ListFilter) => {
        const flows = await all(client.list(filter));
        return flows.map(({ _id }) => verifik.flows.findIndex((flow) => flow._id === _id));
      };
      expect(await ids({})).toEqual([0, 1, 2, 3]);
      expect(await ids({ project: ObjectId(project.toUpperCase()) })).toEqual([0, 1, 3]);
      expect(await ids({ type: "login" })).toEqual([3]);
      expect(await ids({ status: "active" })).toEqual([1, 2, 3]);
      expect(
        await ids({ project: ObjectId(project), type: "onboarding", status: "active" }),
      ).toEqual([1]);
    },
  );

  test("filters what a server sends that doesn't know the filters", async () => {
    const flows = [
      { _id: "1", project, type: "login", status: "active" },
      { _id: "2", project: { _id: project, name: "P" }, type: "onboarding", status: "active" },
      { _id: "3", project: other, type: "onboarding", status: "active" },
      { _id: "4", project, type: "onboarding" },
      { _id: "5", project: null, type: 5, status: ["active"], target: "personal" },
    ];
    await using server = await startRawServer((socket) => {
      socket.write(http(200, JSON.stringify({ data: flows, total: 5 })));
    });
    const client = createClient({ token: "t", baseUrl: server.url });
    const filter = { project, type: "onboarding", status: "active" } as const;
    expect(await all(client.list(filter))).toEqual([flows[1]]);
    expect(await all(client.list())).toEqual(flows);
    const sent = `project=${project}&where_project=${project}&type=onboarding&where_type=onboarding&status=active&where_status=active&page=1&limit=100&perPage=100`;
    expect(server.requests[0]).toContain(`GET /v2/project-flows?${sent} `);
  });

  test("finds a flow that slipped onto a page that was read, because another was deleted", async () => {
    const { verifik, client, id } = await withFlows(numbered(10), {
      pageSize: 5,
      envelope: "data",
    });
    const found: unknown[] = [];
    for await (const { version } of client.list()) {
      found.push(version);
      if (version === 4) await client.delete(id);
    }
    expect(found).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10, 6]);
    expect(verifik.flows).toHaveLength(9);
  });

  test("ends with a server whose count is never reached, and one that repeats a page", async () => {
    for (const body of [{ data: [{ _id: "1" }], total: 99 }, [{ _id: "1" }, { _id: "1" }]]) {
      await using server = await startRawServer((socket) => {
        socket.write(http(200, JSON.stringify(body)));
      });
      const client = createClient({ token: "t", baseUrl: server.url });
      expect(await all(client.list())).toEqual([{ _id: "1" }]);
      expect(server.requests.length).toBeLessThanOrEqual(6);
    }
  });

  test("throws from the iteration if a page can't be read, after what came before", async () => {
    for (const [fault, code] of [
      [{ status: 401 }, "UNAUTHORIZED"],
      [{ status: 200, body: [{ name: "no id" }] }, "BAD_RESPONSE"],
      [{ reset: true, times: 3 }, "CONNECTION_LOST"],
    ] as const) {
      const { verifik, client } = await withFlows(numbered(6), { pageSize: 5 });
      const seen: unknown[] = [];
      const run = async () => {
        for await (const { version } of client.list()) {
          seen.push(version);
          if (version === 5) verifik.fail({ ...fault, method: "GET" });
        }
      };
      const error = await requestFailureOf(run());
      expect(error).toMatchObject({ name: "RequestError", code });
      expect(error.message).toMatch(/; nothing was read \(/);
      expect(seen).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test.each([
    [
      { project },
      { project: "5" },
      "'5' is not an ObjectId: expected 24 hexadecimal characters (at project)",
    ],
    [
      { type: "login" },
      { type: "smartlink" },
      "'smartlink' is not a type of flow: expected 'onboarding' or 'login' (at type)",
    ],
    [
      { status: "paused" },
      { status: "deleted" },
      "'deleted' is not allowed: expected 'draft', 'active' or 'paused' (at status)",
    ],
    [
      { status: "draft" },
      { state: "draft" },
      "INVALID_OPTION: 'state' isn't an option: expected one of project, type, status; nothing was read (verifik-flow/docs/errors.md#INVALID_OPTION)",
    ],
    [
      {},
      { project: undefined },
      "INVALID_OPTION: project is undefined: give it a value, or leave it out; nothing was read (verifik-flow/docs/errors.md#INVALID_OPTION)",
    ],
  ])("accepts the filter %j and refuses %j before any request", async (accepted, refused, said) => {
    const { verifik, client } = await withFlows([]);
    expect(await all(client.list(accepted as never))).toEqual([]);
    await expect(all(client.list(refused as never))).rejects.toThrow(said);
    expect(gets(verifik)).toHaveLength(1);
  });
});

describe("client.get()", () => {
  test.each(["bare", "data", "signed"] as const)("reads the %s envelope", async (envelope) => {
    const { verifik, client, id } = await withFlows([small], { envelope });
    expect(await client.get(id)).toEqual(verifik.flows[0]);
    expect(await client.get(ObjectId(id.toUpperCase()))).toEqual(verifik.flows[0]);
  });

  test("fails as NOT_FOUND if there is no such flow", async () => {
    const { client } = await withFlows([]);
    const error = await requestFailureOf(client.get(unknownId));
    expect(error).toMatchObject({ code: "NOT_FOUND", outcome: "rejected", status: 404 });
    expect(error.message).toBe(
      "NOT_FOUND: the server answered 404 (Project flow not found); nothing was read (verifik-flow/docs/errors.md#NOT_FOUND)",
    );
  });

  test.each([
    ["no flow", { message: "hello" }],
    ["another flow", { _id: "507f1f77bcf86cd799439012" }],
    ["a failure", { success: false, data: { _id: unknownId } }],
    ["nothing", { data: null }],
  ])("doesn't believe a 2xx with %s", async (_what, body) => {
    const { verifik, client } = await withFlows([]);
    verifik.fail({ status: 200, body });
    expect(await requestFailureOf(client.get(unknownId))).toMatchObject({ code: "BAD_RESPONSE" });
  });

  test("is sent again after what may pass, and says how often if it doesn't", async () => {
    const { verifik, client, id } = await withFlows([small]);
    verifik.fail({ reset: true, times: 2 });
    expect(await client.get(id)).toEqual(verifik.flows[0]);
    verifik.fail({ status: 503, times: 3 });
    const error = await requestFailureOf(client.get(id));
    expect(error).toMatchObject({ code: "UNAVAILABLE", attempts: 3 });
    const once = createClient({ token: verifik.token, fetch: verifik.fetch, retries: 0 });
    verifik.fail({ status: 503 });
    expect(await requestFailureOf(once.get(id))).toMatchObject({ attempts: 1 });
  });

  test("with a token that can't be used reads nothing", async () => {
    const error = await requestFailureOf(createClient({ token: "" }).get(unknownId));
    expect(error.message).toBe(
      "INVALID_TOKEN: the token is empty; nothing was read (verifik-flow/docs/errors.md#INVALID_TOKEN)",
    );
  });
});

describe("client.delete()", () => {
  test("deletes the flow through v3, and says that the second time it was gone", async () => {
    const { verifik, client, id } = await withFlows([small, small]);
    expect(await client.delete(id)).toBe("deleted");
    expect(verifik.flows).toHaveLength(1);
    expect(await client.delete(id)).toBe("already-gone");
    expect(verifik.requests.slice(2)).toMatchObject([
      { method: "DELETE", path: `/v3/project-flows/${id}`, status: 200 },
      { method: "DELETE", status: 404 },
      { method: "GET", path: `/v2/project-flows/${id}`, status: 404 },
    ]);
  });

  test("doesn't take the 404 of a server that has no v3 for a flow that is gone", async () => {
    const { verifik, client, id } = await withFlows([small]);
    verifik.fail({ status: 404, body: { message: "Cannot DELETE" }, method: "DELETE" });
    const error = await requestFailureOf(client.delete(id));
    expect(error).toMatchObject({ code: "NOT_FOUND", outcome: "rejected" });
    expect(error.message).toBe(
      "NOT_FOUND: the server answered 404, and the flow is still there (Cannot DELETE); the flow was not deleted (verifik-flow/docs/errors.md#NOT_FOUND)",
    );
  });

  test.each([
    ["a lost connection", { reset: true, applied: true, times: 3 }],
    ["a lost connection, by the 404 of the next attempt", { reset: true, applied: true }],
    ["a 500", { status: 500, applied: true, times: 3 }],
    ["half an answer", { halfBody: true, times: 3 }],
    ["the time limit", { hang: true, applied: true }],
    ["an answer that says it failed", { status: 200, body: { success: false }, applied: true }],
  ] as const)("finds out that the flow is gone after %s", async (_case, fault) => {
    await using verifik = await startEmulator();
    const client = createClient({ baseUrl: verifik.url, token: verifik.token, timeout: 1_000 });
    const { _id } = await small.submit(client);
    verifik.fail({ ...fault, method: "DELETE" });
    expect(await client.delete(ObjectId(_id))).toBe("deleted");
    expect(verifik.flows).toEqual([]);
  });

  test.each([
    ["CONNECTION_LOST", { reset: true, times: 3 }, 3],
    ["SERVER_ERROR", { status: 500, times: 3 }, 3],
    ["TIMEOUT", { hang: true }, 1],
    ["BAD_RESPONSE", { status: 200, body: { success: false } }, 1],
  ] as const)(
    "says after %s that the flow may have been deleted",
    async (code, fault, attempts) => {
      await using verifik = await startEmulator();
      const client = createClient({ baseUrl: verifik.url, token: verifik.token, timeout: 1_000 });
      const { _id } = await small.submit(client);
      verifik.fail({ ...fault, method: "DELETE" });
      const error = await requestFailureOf(client.delete(ObjectId(_id)));
      expect(error).toMatchObject({ code, outcome: "unknown", attempts });
      expect(error.message).toMatch(
        /, and the flow is still there.*; the flow may have been deleted \(/,
      );
    },
  );

  test("takes a flow for gone that is marked as deleted", async () => {
    await using server = await startRawServer((socket, request) => {
      const flow = { _id: unknownId, status: "deleted" };
      const isDelete = request.startsWith("DELETE");
      socket.write(isDelete ? http(404, "{}") : http(200, JSON.stringify({ data: flow })));
    });
    const client = createClient({ token: "t", baseUrl: server.url });
    expect(await client.delete(unknownId)).toBe("already-gone");
  });

  test("says so if it was refused, or if nobody can tell", async () => {
    const { verifik, client, id } = await withFlows([small]);
    verifik.fail({ status: 403, body: { message: "Access forbidden", code: "Forbidden" } });
    expect((await requestFailureOf(client.delete(id))).message).toBe(
      "FORBIDDEN: the server answered 403 (Access forbidden); the flow was not deleted (verifik-flow/docs/errors.md#FORBIDDEN)",
    );
    verifik.fail({ reset: true, applied: true, times: 3 });
    verifik.fail({ status: 401 });
    expect(await requestFailureOf(client.delete(id))).toMatchObject({
      code: "CONNECTION_LOST",
      outcome: "unknown",
      message: expect.stringContaining("the flow can't be read: the server answered 401"),
    });
  });
});
