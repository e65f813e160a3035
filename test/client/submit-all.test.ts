import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, flow, type Journal, type Progress } from "verifik-flow";
import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { fileJournal } from "verifik-flow/journal";
import { describe, expect, test } from "vitest";
import { memoryJournal } from "../support/memory-journal.js";
import { numbered } from "../support/numbered.js";
import { http, startRawServer } from "../support/raw-server.js";

const base = flow().project("507f1f77bcf86cd799439013");
const answer = (socket: Socket) => socket.write(http(200, '{"_id":"1"}'));

describe("submitAll", () => {
  test("gives the results in the order of the flows, each settled on its own", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    verifik.fail({ status: 400 });
    const results = await client.submitAll(numbered(6), { concurrency: 1 });
    expect(results.map(({ status }) => status)).toEqual([
      "rejected",
      ...Array(5).fill("fulfilled"),
    ]);
    expect(
      results.flatMap((result) => (result.status === "fulfilled" ? result.value.version : [])),
    ).toEqual([2, 3, 4, 5, 6]);
    expect(results[0]).toMatchObject({ reason: { code: "BAD_REQUEST" } });
  });

  test("settles a flow that cannot be built, and sends the others", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    for (const options of [{}, { journal: memoryJournal() }]) {
      const results = await client.submitAll([flow() as never, base], options);
      expect(results).toMatchObject([
        { status: "rejected", reason: { name: "InvalidFlowError" } },
        { status: "fulfilled" },
      ]);
    }
  });

  test.each([
    [undefined, 4],
    [1, 1],
    [9, 9],
  ])("with concurrency %s has at most %i requests under way", async (concurrency, most) => {
    let peak = 0;
    const open: Socket[] = [];
    await using server = await startRawServer((socket) => {
      open.push(socket);
      peak = Math.max(peak, open.length);
      // The first answers wait until as many requests have come as may come, the later ones a while.
      if (peak < most) return;
      setTimeout(() => open.splice(0).forEach(answer), 5);
    });
    const client = createClient({ token: "t", baseUrl: server.url });
    await client.submitAll(numbered(40), concurrency === undefined ? {} : { concurrency });
    expect(peak).toBe(most);
    expect(server.busy.size).toBeLessThanOrEqual(2 * most); // fetch keeps a spare one for each
    expect(server.requests).toHaveLength(40);
  });

  test("says how many are done, failed and left", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    verifik.fail({ status: 500 });
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => {
      seen.push(progress);
      throw new Error("a reporter that fails costs no flow");
    };
    await client.submitAll(numbered(3), { concurrency: 1, onProgress });
    expect(seen).toEqual([
      { done: 0, failed: 1, left: 2, inDoubt: 0 },
      { done: 1, failed: 1, left: 1, inDoubt: 0 },
      { done: 2, failed: 1, left: 0, inDoubt: 0 },
    ]);
  });

  test("of no flows is done at once", async () => {
    expect(await createClient({ token: "t" }).submitAll([])).toEqual([]);
  });

  test.each([0, 257, 1.5, Number.NaN])("refuses a concurrency of %d", async (concurrency) => {
    const submitted = createClient({ token: "t" }).submitAll(numbered(1), { concurrency });
    await expect(submitted).rejects.toMatchObject({ code: "INVALID_OPTION", outcome: "not-sent" });
  });
});

describe("a journal", () => {
  test("has an intent before each request and a result after it", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = memoryJournal();
    verifik.fail({ status: 400 });
    await client.submitAll(numbered(2), { concurrency: 1, journal });
    const [owner, first, refused, second, stored] = journal.lines.map((line) => JSON.parse(line));
    const time = expect.any(Number);
    expect(owner).toEqual({
      server: "https://api.verifik.co",
      account: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(first).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{64}#1$/),
      intent: time,
      until: time,
    });
    expect(refused).toEqual({ key: first.key, outcome: "rejected", at: time });
    expect(second).toEqual({ key: expect.any(String), intent: time, until: time });
    expect(stored).toEqual({ key: second.key, stored: verifik.flows[0] });
  });

  test("lets a second run skip what is stored and send what was refused", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = memoryJournal();
    verifik.fail({ status: 400 });
    await client.submitAll(numbered(3), { concurrency: 1, journal });
    const results = await client.submitAll(numbered(4), { concurrency: 1, journal });
    expect(results.map((result) => result.status === "fulfilled" && result.value.version)).toEqual([
      1, 2, 3, 4,
    ]);
    expect(verifik.flows.map(({ version }) => version)).toEqual([2, 3, 1, 4]);
  });

  test("tells equal flows apart by their number", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = memoryJournal();
    await client.submitAll([base, base], { journal });
    await client.submitAll([base, base, base], { journal });
    expect(verifik.flows).toHaveLength(3);
  });

  test.each([
    ["stored", { reset: true, applied: true }],
    ["lost", { reset: true }],
  ] as const)("lets a second run find out about a flow that was %s", async (_case, fault) => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = memoryJournal();
    verifik.fail(fault);
    await client.submitAll([base, base], { concurrency: 1, journal });
    const again = { concurrency: 1, journal, settlingTime: 0 };
    const results = await client.submitAll([base, base], again);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const ids = results.map((result) => result.status === "fulfilled" && result.value._id);
    expect(new Set(ids).size).toBe(2);
    expect(verifik.flows).toHaveLength(2);
  });

  test("that leaves a flow in doubt sends it only once the flows could be listed", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = memoryJournal();
    verifik.fail({ reset: true, times: 4 });
    await client.submitAll([base], { journal });
    const again = { journal, settlingTime: 0 };
    const [result] = await client.submitAll([base], again);
    expect(result).toMatchObject({ reason: { code: "CONNECTION_LOST", outcome: "unknown" } });
    expect(verifik.requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
    expect(await client.submitAll([base], again)).toMatchObject([{ status: "fulfilled" }]);
    expect(verifik.flows).toHaveLength(1);
  });

  test("that cannot be written before a request sends nothing, and after it does not lie", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const broken = (lines: number): Journal => {
      let left = lines;
      const append = async () => {
        left -= 1;
        if (left < 0) throw new Error("the disk is full");
      };
      return { read: async () => [], append };
    };
    const said =
      "JOURNAL_FAILED: the journal can't be written: the disk is full; nothing was sent (verifik-flow/docs/errors.md#JOURNAL_FAILED)";
    await expect(client.submitAll([base], { journal: broken(0) })).rejects.toThrow(said);
    const [unsent] = await client.submitAll([base], { journal: broken(1) });
    expect(unsent).toMatchObject({ status: "rejected", reason: { message: said } });
    expect(verifik.requests).toHaveLength(0);
    const [stored] = await client.submitAll([base], { journal: broken(2) });
    expect(stored).toMatchObject({ status: "fulfilled" });
  });

  test("in a file outlives its last line being cut short", async () => {
    const folder = await mkdtemp(join(tmpdir(), "journal-"));
    const path = join(folder, "run.jsonl");
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    await client.submitAll(numbered(5), { journal: fileJournal(path) });
    const text = await readFile(path, "utf8");
    for (const length of [0, 30, text.length - 200, text.length - 20, text.length - 1]) {
      await writeFile(path, text.slice(0, length));
      await client.submitAll(numbered(5), { journal: fileJournal(path), settlingTime: 0 });
      if (length > 100) expect(verifik.flows.length % 5).toBe(0);
    }
    expect(await readFile(path, "utf8")).not.toContain(verifik.token);
    await rm(folder, { recursive: true });
  });

  test("lets a run that is killed at any moment go on without a duplicate", async () => {
    const folder = await mkdtemp(join(tmpdir(), "journal-"));
    const next = { requests: 0, kill: () => {} };
    const delay = () => {
      next.requests -= 1;
      if (next.requests === 0) next.kill();
      return 1;
    };
    await using verifik = await startEmulator({ delay });
    const journal = join(folder, "run.jsonl");
    for (const requests of [1, 13, 40, 7, 64, 29]) {
      const child = startRun({ url: verifik.url, token: verifik.token, journal });
      Object.assign(next, { requests, kill: () => child.kill("SIGKILL") });
      await once(child, "close");
    }
    const afterKills = verifik.flows.length;
    const client = createClient({ baseUrl: verifik.url, token: verifik.token });
    const options = { journal: fileJournal(journal), settlingTime: 500 };
    const results = await client.submitAll(numbered(400), options);
    expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(afterKills).toBeGreaterThan(0);
    expect(afterKills).toBeLessThan(400);
    const versions = verifik.flows.map(({ version }) => version ?? 0);
    expect(versions.sort((a, b) => a - b)).toEqual(numbered(400).map((_, index) => index + 1));
    await rm(folder, { recursive: true });
  });
});

function startRun(options: Record<string, string>): ChildProcess {
  const program = join(import.meta.dirname, "../support/journaled-run.ts");
  return spawn(process.execPath, ["--import", "tsx", program, JSON.stringify(options)]);
}
