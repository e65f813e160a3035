import { createEmulator, type EmulatorOptions, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";

const path = "/v2/project-flows";
const project = "507f1f77bcf86cd799439013";
const minimal = { type: "onboarding", project };

/** An emulator with so many flows, whose versions are 1, 2, 3, … */
async function withFlows(count: number, options: EmulatorOptions = {}) {
  const verifik = createEmulator(options);
  const headers = { authorization: `Bearer ${verifik.token}` };
  const ask = (path: string, init = {}) =>
    verifik.fetch(`https://api.verifik.co${path}`, { headers, ...init });
  for (let version = 1; version <= count; version += 1) {
    await ask(path, { method: "POST", body: JSON.stringify({ ...minimal, version }) });
  }
  const list = async (query = "") => {
    const response = await ask(`${path}${query}`);
    return { status: response.status, body: await response.json() };
  };
  return { verifik, ask, list };
}

const versions = (flows: readonly { version: number }[]) => flows.map(({ version }) => version);

describe("an option of the emulator", () => {
  test.each([
    [{ token: "a" }, { tokn: "a" }, "'tokn' isn't an option of the emulator: did you mean token?"],
    [{ delay: 1 }, { delays: 1 }, "'delays' isn't an option of the emulator: did you mean delay?"],
    [
      { pageSize: 7 },
      { perPage: 7 },
      "'perPage' isn't an option of the emulator: expected one of token, envelope, delay, pageSize, order, merge, updateAnswer, references, refusals, rateLimit, activeUsers",
    ],
    [
      { token: undefined },
      { token: "" },
      "token can't be sent: expected a text of visible ASCII characters",
    ],
    [
      { token: "a.b-c" },
      { token: "a b" },
      "token can't be sent: expected a text of visible ASCII characters",
    ],
    [
      { token: "5" },
      { token: 5 },
      "token can't be sent: expected a text of visible ASCII characters",
    ],
    [
      { envelope: "data" },
      { envelope: "Data" },
      "envelope is 'Data': expected 'bare', 'data' or 'signed'",
    ],
    [
      { order: "newest-first" },
      { order: "newest" },
      "order is 'newest': expected 'oldest-first' or 'newest-first'",
    ],
    [{ delay: 0 }, { delay: -1 }, "delay is -1: expected an integer from 0 to 2147483647"],
    [{ delay: 1 }, { delay: Number.NaN }, "delay is NaN: expected an integer from 0 to 2147483647"],
    [
      { delay: () => 0.5 },
      { delay: "5" },
      "delay is '5': expected an integer from 0 to 2147483647",
    ],
    [{ pageSize: 1 }, { pageSize: 0 }, "pageSize is 0: expected an integer from 1 to 1000"],
    [
      { pageSize: 1000 },
      { pageSize: 1001 },
      "pageSize is 1001: expected an integer from 1 to 1000",
    ],
    [{}, null, "the argument of the emulator is null: expected an object"],
  ])("%j is accepted, and %j refused", async (accepted, refused, sentence) => {
    expect(() => createEmulator(accepted as never)).not.toThrow();
    expect(() => createEmulator(refused as never)).toThrow(new TypeError(sentence));
    await using _verifik = await startEmulator(accepted as never);
    if (refused) await expect(startEmulator(refused as never)).rejects.toThrow(sentence);
  });

  test.each([-1, 65_536, "8080", 80.5])("port %j is refused", async (port) => {
    const started = startEmulator({ port: port as never });
    await expect(started).rejects.toThrow(/^port is .*: expected an integer from 0 to 65535$/);
  });
});

describe("a list", () => {
  test("has ten flows on a page, or as many as `limit` or `perPage` says, and never more than `pageSize`", async () => {
    const { list } = await withFlows(12);
    expect((await list()).body).toHaveLength(10);
    expect((await list("?limit=11")).body).toHaveLength(11);
    expect((await list("?perPage=11")).body).toHaveLength(11);
    expect((await list("?perPage=11&limit=3")).body).toHaveLength(11);
    const capped = await withFlows(12, { pageSize: 7 });
    for (const query of ["", "?limit=100", "?perPage=100"]) {
      expect(versions((await capped.list(query)).body)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    }
    expect(versions((await capped.list("?limit=100&page=2")).body)).toEqual([8, 9, 10, 11, 12]);
    expect((await capped.list("?limit=100&page=3")).body).toEqual([]);
  });

  test("begins with the newest flow if it's told to", async () => {
    const { list, verifik } = await withFlows(5, { order: "newest-first", pageSize: 3 });
    expect(versions((await list()).body)).toEqual([5, 4, 3]);
    expect(versions((await list("?page=2")).body)).toEqual([2, 1]);
    expect(verifik.flows.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  });

  test("says where the page stands, as its envelope does", async () => {
    const place = { total: 12, page: 2, pages: 3, limit: 5 };
    const query = "?page=2&limit=5";
    const inData = await (await withFlows(12, { envelope: "data" })).list(query);
    expect(inData.body).toEqual({ data: expect.any(Array), ...place });
    expect(versions(inData.body.data)).toEqual([6, 7, 8, 9, 10]);
    const signed = await (await withFlows(12, { envelope: "signed" })).list(query);
    expect(signed.body).toEqual({
      success: true,
      data: inData.body.data.map(() => expect.any(Object)),
      pagination: place,
      signature: { dateTime: expect.any(String), message: expect.any(String) },
    });
    const none = await (await withFlows(0, { envelope: "data" })).list();
    expect(none.body).toEqual({ data: [], total: 0, page: 1, pages: 1, limit: 10 });
  });

  test.each([
    ["page=1", "page=0"],
    ["page=2", "page=-1"],
    ["page=3", "page=1.5"],
    ["page=999999999999999", "page=1e3"],
    ["limit=100", "limit=0"],
    ["limit=101", "limit=ten"],
    ["perPage=1", "perPage="],
  ])("accepts ?%s and answers 400 to ?%s", async (accepted, refused) => {
    const { list } = await withFlows(1);
    expect((await list(`?${accepted}`)).status).toBe(200);
    expect(await list(`?${refused}`)).toEqual({
      status: 400,
      body: { success: false, error: "Invalid query parameters", code: "INVALID_PARAMETERS" },
    });
  });

  test("counts the flows of the query alone, whatever the case of the project's id", async () => {
    const { ask, list } = await withFlows(3, { envelope: "data" });
    const other = { ...minimal, project: "507f1f77bcf86cd7994390ff" };
    await ask(path, { method: "POST", body: JSON.stringify(other) });
    expect((await list(`?project=${project.toUpperCase()}`)).body.total).toBe(3);
    expect((await list(`?project=${other.project}`)).body.total).toBe(1);
    expect((await list("?type=login")).body.total).toBe(0);
  });
});

describe("a stored flow", () => {
  test("is found under its id in upper case too", async () => {
    const { verifik, ask } = await withFlows(1);
    const response = await ask(`${path}/${verifik.flows[0]?._id.toUpperCase()}`);
    expect(await response.json()).toEqual(verifik.flows[0]);
  });

  test("tells its times in milliseconds, and has an id of its own", async () => {
    const { verifik } = await withFlows(200);
    const other = await withFlows(200);
    const all = [...verifik.flows, ...other.verifik.flows];
    expect(new Set(all.map(({ _id }) => _id)).size).toBe(400);
    for (const { _id, createdAt, updatedAt } of all) {
      expect(_id).toMatch(/^[0-9a-f]{24}$/);
      expect(createdAt).toBe(new Date(createdAt ?? "").toISOString());
      expect(updatedAt).toBe(createdAt);
    }
  });
});

describe("a slow emulator", () => {
  test("asks the function how long each request waits", async () => {
    const delays = [0, 0.5, 5];
    const { verifik, list } = await withFlows(0, { delay: () => delays.shift() ?? 0 });
    for (let n = 0; n < 4; n += 1) await list();
    expect(delays).toEqual([]);
    expect(verifik.requests).toHaveLength(4);
  });

  test("processes a request after the delay, though the client has gone", async () => {
    for (const way of ["fetch", "socket"] as const) {
      await using server = await startEmulator({ delay: 300 });
      const inProcess = createEmulator({ delay: 300 });
      const verifik = way === "fetch" ? inProcess : server;
      const fetch = way === "fetch" ? inProcess.fetch : globalThis.fetch;
      const controller = new AbortController();
      const asked = fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${verifik.token}` },
        body: JSON.stringify(minimal),
        signal: controller.signal,
      });
      await expect.poll(() => verifik.requests, { interval: 1 }).toHaveLength(1);
      expect(verifik.requests).toMatchObject([{ body: minimal, status: undefined }]);
      controller.abort();
      await expect(asked).rejects.toMatchObject({ name: "AbortError" });
      expect(verifik.flows).toEqual([]);
      await expect.poll(() => verifik.flows).toHaveLength(1);
      expect(verifik.requests).toMatchObject([{ status: 200 }]);
    }
  });

  test("processes nothing any more once it's closed, and keeps no timer", async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const verifik = await startEmulator({ delay: 60_000 });
    const headers = { authorization: `Bearer ${verifik.token}` };
    const init = { method: "POST", headers, body: JSON.stringify(minimal) };
    const asked = Array.from({ length: 10 }, () => fetch(`${verifik.url}${path}`, init));
    const settled = Promise.allSettled(asked);
    await expect.poll(() => verifik.requests).toHaveLength(10);
    await verifik.close();
    expect((await settled).map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
    expect(timers()).toBeLessThan(before + 5);
    expect(verifik.flows).toEqual([]);
  });

  test("fails in the order in which requests came", async () => {
    const delays = [60, 0];
    const { verifik, list } = await withFlows(0, { delay: () => delays.shift() ?? 0 });
    verifik.fail({ status: 503 });
    const answers = await Promise.all([list(), list()]);
    expect(answers.map(({ status }) => status)).toEqual([503, 200]);
    expect(verifik.requests.map(({ status }) => status)).toEqual([503, 200]);
  });
});

test("each answer has the server's time", async () => {
  await using server = await startEmulator();
  for (const fetch of [createEmulator().fetch, globalThis.fetch]) {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { headers } = await fetch(`${server.url}${path}`);
    const date = Date.parse(headers.get("date") ?? "");
    expect(date).toBeGreaterThanOrEqual(before - 1000); // node:http keeps it for a second
    expect(date).toBeLessThanOrEqual(Date.now());
  }
});
