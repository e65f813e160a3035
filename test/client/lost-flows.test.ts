import { type Client, createClient, type Flow, flow, loginFlow, type Progress } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { failureOf } from "../support/failure-of.js";
import { memoryJournal } from "../support/memory-journal.js";

const base = flow().project("507f1f77bcf86cd799439013");
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A server that stores nothing, and lists what it's told to. */
function server(list: (look: number) => unknown) {
  const posts: unknown[] = [];
  const lists: string[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (init?.method === "GET") {
      const { searchParams } = new URL(String(url));
      lists.push(`${searchParams.get("type")} ${searchParams.get("project")}`);
      return Response.json(await list(lists.length));
    }
    posts.push(await new Response(init?.body ?? "").json()); // on Deno, the body is a Blob
    return Response.json({ error: "the server stores nothing" }, { status: 400 });
  };
  return { posts, lists, client: createClient({ token: "a-token", fetch }) };
}

type AnySubmittable = Parameters<Client["submitAll"]>[0][number];

/** The keys that a journal has the flows under. */
async function keysOf(flows: readonly AnySubmittable[]): Promise<readonly string[]> {
  const journal = memoryJournal();
  await server(() => []).client.submitAll(flows, { journal, concurrency: 1 });
  const keys = journal.lines.map((line) => JSON.parse(line).key).filter(Boolean);
  return [...new Set<string>(keys)];
}

/** When a request left, and when it was last seen, in milliseconds before now. */
interface Sent {
  readonly sent: number;
  readonly seen?: number;
  readonly outcome?: "unknown" | "applied";
}

/** Seen ahead of the clock, so that a busy machine can't let the settling time pass before the first look. */
const underWay: Sent = { sent: 0, seen: -minute };

/** The journal of a run that sent the flows, and lost every result. */
async function journalOf(flows: readonly AnySubmittable[], times: readonly Sent[]) {
  const keys = await keysOf(flows);
  const lines = times.flatMap(({ sent, seen = sent, outcome = "unknown" }, index) => {
    const [intent, at] = [Date.now() - sent, Date.now() - seen];
    const key = keys[index];
    return [
      { key, intent, until: intent + 30 * second },
      { key, outcome, at },
    ];
  });
  return memoryJournal(lines.map((line) => JSON.stringify(line)));
}

/** A flow as it's stored, so many milliseconds ago. */
const stored = (id: string, sent: Flow, age: number, more: object = {}) => ({
  _id: id,
  ...JSON.parse(JSON.stringify(sent)),
  createdAt: new Date(Date.now() - age).toISOString(),
  ...more,
});

const resultsOf = (results: readonly PromiseSettledResult<{ readonly _id: string }>[]) =>
  results.map((result) => (result.status === "fulfilled" ? result.value._id : result.reason.code));

describe("lost flows are looked for", () => {
  const lower = "abcdef1f77bcf86cd799439a";
  const flows = [
    flow().project(lower),
    flow().project("ABCDEF1F77BCF86CD799439A").status("draft"),
    loginFlow().project(lower),
    base,
  ];
  const old: Sent = { sent: 2 * hour };

  test("in one list for each type of each project, whatever the case of its id", async () => {
    const journal = await journalOf(flows, [old, old, old, old]);
    const { client, lists, posts } = server(() => []);
    await client.submitAll(flows, { journal });
    expect(lists.map((list) => list.toLowerCase()).sort()).toEqual([
      `login ${lower}`,
      "onboarding 507f1f77bcf86cd799439013",
      `onboarding ${lower}`,
    ]);
    expect(posts).toHaveLength(4);
  });

  test.each([1, 2, 3])("in at most %i lists at a time", async (concurrency) => {
    const journal = await journalOf(flows, [old, old, old, old]);
    let [open, peak] = [0, 0];
    const { client } = server(async () => {
      open += 1;
      peak = Math.max(peak, open);
      await new Promise((resolve) => setTimeout(resolve, 20));
      open -= 1;
      return [];
    });
    await client.submitAll(flows, { journal, concurrency });
    expect(peak).toBe(concurrency);
  });

  test("and counted together, in each project that has to be waited for", async () => {
    const waits = flows.filter((_flow, index) => index !== 1);
    const journal = await journalOf(waits, [underWay, underWay, underWay]);
    const seen: number[] = [];
    const onProgress = ({ inDoubt }: Progress) => void seen.push(inDoubt);
    const { client } = server(() => []);
    await client.submitAll(waits, { journal, onProgress, settlingTime: 50 });
    expect(seen).toEqual([1, 2, 3, 0, 0, 0]);
  });
});

describe("a flow that may still appear", () => {
  const here = base.redirectUrl("https://example.com/here");
  const there = base.redirectUrl("https://example.com/there");

  test("is given a stored flow that lost a field only after the wait", async () => {
    const journal = await journalOf([here, there], [underWay, underWay]);
    const blank = stored("blank", there, 0, { redirectUrl: "" });
    const whole = stored("whole", here, 0);
    const { client, posts } = server((look) => (look <= 2 ? [blank] : [whole, blank]));
    const results = await client.submitAll([here, there], { journal, settlingTime: 50 });
    expect(resultsOf(results)).toEqual(["whole", "blank"]);
    expect(posts).toEqual([]);
  });

  test("is given it at once if the wait is over", async () => {
    const journal = await journalOf([here], [{ sent: 2 * hour }]);
    const blank = stored("blank", here, 2 * hour, { redirectUrl: "" });
    const { client, posts } = server(() => [blank]);
    expect(resultsOf(await client.submitAll([here], { journal }))).toEqual(["blank"]);
    expect(posts).toEqual([]);
  });

  test("is waited for after its run was killed in the middle of the request", async () => {
    const journal = memoryJournal();
    await server(() => []).client.submitAll([here], { journal });
    const killed = memoryJournal(journal.lines.filter((line) => !line.includes("outcome")));
    const late = stored("late", here, 0);
    const { client, posts } = server((look) => (look === 1 ? [] : [late]));
    const options = { journal: killed, settlingTime: 1000 };
    expect(resultsOf(await client.submitAll([here], options))).toEqual(["late"]);
    expect(posts).toEqual([]);
  });

  test("isn't waited for if it's found, nor is one that was accepted", async () => {
    const accepted: Sent = { sent: 0, outcome: "applied" };
    const journal = await journalOf([here, there], [{ sent: 0 }, accepted]);
    const { client, lists } = server(() => [stored("1", here, 0), stored("2", there, 0)]);
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => void seen.push(progress);
    expect(resultsOf(await client.submitAll([here, there], { journal, onProgress }))).toEqual([
      "1",
      "2",
    ]);
    expect(lists).toHaveLength(2); // the second page has nothing new
    expect(seen.map(({ inDoubt }) => inDoubt)).toEqual([0, 0]);
  });

  test("is waited for until the last of its project has settled", async () => {
    const journal = await journalOf([here, there], [{ sent: 10 * second }, underWay]);
    const late = stored("late", there, 0);
    const { client, posts } = server((look) => (look === 1 ? [] : [late]));
    const options = { journal, settlingTime: 50 };
    expect(resultsOf(await client.submitAll([here, there], options))).toEqual([
      "BAD_REQUEST",
      "late",
    ]);
    expect(posts).toEqual([here.build()]);
  });

  test("isn't waited for if the server accepted it, nor sent again", async () => {
    const journal = await journalOf([here], [{ sent: 0, outcome: "applied" }]);
    const { client, lists, posts } = server(() => []);
    expect(resultsOf(await client.submitAll([here], { journal }))).toEqual(["IN_DOUBT"]);
    expect([lists.length, posts.length]).toEqual([1, 0]);
  });

  test("is waited for no longer than the settling time, though the clock was set back", async () => {
    const journal = await journalOf([here], [{ sent: 0, seen: -hour }]);
    const { client, posts } = server(() => []);
    await client.submitAll([here], { journal, settlingTime: 50 });
    expect(posts).toEqual([here.build()]);
  });
});

describe("a request that was killed", () => {
  test("ended with its time limit at the latest", async () => {
    const [key] = await keysOf([base]);
    const intent = Date.now() - 3 * hour;
    const line = JSON.stringify({ key, intent, until: intent + 30 * second });
    const { client, posts } = server(() => [stored("another's", base, 1.5 * hour)]);
    await client.submitAll([base], { journal: memoryJournal([line]) });
    expect(posts).toEqual([base.build()]);
  });

  test("may have been sent at any time if the journal's times aren't numbers", async () => {
    const [key] = await keysOf([base]);
    const line = JSON.stringify({ key, intent: "yesterday", until: null });
    const { client, posts } = server(() => [stored("old", base, 2 * hour)]);
    const journal = memoryJournal([line]);
    expect(resultsOf(await client.submitAll([base], { journal }))).toEqual(["old"]);
    expect(posts).toEqual([]);
  });

  test("ended by now, whatever its time limit was", async () => {
    const [key] = await keysOf([base]);
    const line = JSON.stringify({ key, intent: Date.now() - second, until: Date.now() + 3 * hour });
    const { client, posts } = server(() => [stored("later", base, -2 * hour)]);
    await client.submitAll([base], { journal: memoryJournal([line]), settlingTime: 50 });
    expect(posts).toEqual([base.build()]);
  });
});

describe("equal flows", () => {
  const pair = [base, base];

  test.each([
    ["first", [100, 99.5], ["earlier", "later"]],
    ["last", [99.5, 100], ["later", "earlier"]], // an earlier run failed to send the first
  ] as const)(
    "take the stored ones in order if the first was sent %s",
    async (_case, ages, ids) => {
      const times = ages.map((age) => ({ sent: age * minute }));
      const journal = await journalOf(pair, times);
      const listed = [stored("later", base, 98.7 * minute), stored("earlier", base, 99.2 * minute)];
      const { client, posts } = server(() => listed);
      expect(resultsOf(await client.submitAll(pair, { journal }))).toEqual(ids);
      expect(posts).toEqual([]);
    },
  );

  test("never take a stored flow that the journal has for another", async () => {
    const [first, other] = await keysOf(pair);
    const mine = stored("mine", base, 2 * hour);
    const intent = Date.now() - 2 * hour;
    const lines = [
      { key: first, stored: mine },
      { key: other, intent, until: intent },
    ].map((line) => JSON.stringify(line));
    const { client, posts } = server(() => [mine]);
    const results = await client.submitAll(pair, { journal: memoryJournal(lines) });
    expect(resultsOf(results)).toEqual(["mine", "BAD_REQUEST"]);
    expect(posts).toHaveLength(1);
  });
});

describe("a journal", () => {
  const owner = { server: "https://api.verifik.co", account: "someone else" };

  test.each([
    [{ server: owner.server }],
    [{ account: owner.account }],
    [{ ...owner, server: 1 }],
    [{ ...owner, account: null }],
  ])("has no owner by the line %j", async (line) => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = memoryJournal([JSON.stringify(line)]);
    expect(await client.submitAll([base], { journal })).toMatchObject([{ status: "fulfilled" }]);
    const whole = memoryJournal([JSON.stringify(owner)]);
    await expect(client.submitAll([base], { journal: whole })).rejects.toThrow("another account");
  });

  test.each(["read", "append"] as const)("may fail to %s with anything", async (method) => {
    const { client, posts } = server(() => []);
    const journal = { ...memoryJournal(), [method]: () => Promise.reject("not an error") };
    const submitted = client.submitAll([base], { journal });
    const error = await failureOf(submitted);
    expect(error).toMatchObject({ code: "JOURNAL_FAILED" });
    expect(error.message).toContain(": it failed; ");
    expect(error.cause).toBeUndefined();
    expect(posts).toEqual([]);
  });

  test("that can't be let go costs no result", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const close = () => Promise.reject(new Error("the disk is gone"));
    const journal = { ...memoryJournal(), close };
    expect(await client.submitAll([base], { journal })).toMatchObject([{ status: "fulfilled" }]);
  });

  test("is let go if it's another account's", async () => {
    let closed = 0;
    const close = async () => {
      closed += 1;
    };
    const journal = { ...memoryJournal([JSON.stringify(owner)]), close };
    const { client } = server(() => []);
    await expect(client.submitAll([base], { journal })).rejects.toThrow("another account");
    expect(closed).toBe(1);
  });
});
