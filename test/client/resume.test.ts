import { createClient, flow, type Progress } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { memoryJournal } from "../support/memory-journal.js";
import { numbered } from "../support/numbered.js";

const base = flow().project("507f1f77bcf86cd799439013");
/** What a journal says of flows, without whom it belongs to. */
const recordsOf = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.map((line) => JSON.parse(line)).filter(({ key }) => key !== undefined);

function account() {
  const verifik = createEmulator();
  const options = { token: verifik.token, fetch: verifik.fetch };
  return { verifik, client: createClient(options), options };
}

const methods = (verifik: ReturnType<typeof createEmulator>) =>
  verifik.requests.map(({ method }) => method);

describe("a run that goes on", () => {
  test("knows each flow by its body, wherever it stands in the list", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    const [first, second, third] = numbered(3);
    if (!first || !second || !third) return expect.fail();
    await client.submitAll([first, second], { journal });
    const results = await client.submitAll([third, second, first], { journal, concurrency: 1 });
    expect(verifik.flows.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(results).toMatchObject([3, 2, 1].map((version) => ({ value: { version } })));
  });

  test("gives each of many flows a key of the same length", async () => {
    const { client } = account();
    const journal = memoryJournal();
    await client.submitAll(numbered(50), { journal });
    for (const { key } of recordsOf(journal)) expect(key).toMatch(/^[0-9a-f]{64}#1$/);
  });

  test("reports a flow that is refused as rejected, with its own error", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    verifik.fail({ status: 400 });
    expect(await client.submitAll([base], { journal })).toMatchObject([
      { status: "rejected", reason: { code: "BAD_REQUEST" } },
    ]);
  });

  test("writes nothing of a flow that cannot be built", async () => {
    const { client } = account();
    const journal = memoryJournal();
    const [result] = await client.submitAll([flow() as never], { journal });
    expect(result).toMatchObject({ reason: { name: "InvalidFlowError" } });
    expect(journal.lines).toHaveLength(1); // whom it belongs to
  });

  test("looks for no flow that is known not to exist", async () => {
    for (const [fault, outcome] of [
      [{ status: 400 }, "rejected"],
      [undefined, "not-sent"],
    ] as const) {
      const { verifik, client, options } = account();
      const journal = memoryJournal();
      if (fault) verifik.fail(fault);
      const first = fault ? client : createClient({ ...options, token: "" });
      await first.submitAll([base], { journal });
      expect(recordsOf(journal)[1]).toMatchObject({ outcome });
      const before = verifik.requests.length;
      await client.submitAll([base], { journal });
      expect(methods(verifik).slice(before)).toEqual(["POST"]);
    }
  });

  test("looks for a flow in doubt, and writes down that there is none", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    verifik.fail({ reset: true });
    await client.submitAll([base], { journal });
    await client.submitAll([base], { journal, settlingTime: 0 });
    expect(methods(verifik)).toEqual(["POST", "GET", "POST"]);
    const [{ key }] = recordsOf(journal);
    const time = expect.any(Number);
    expect(recordsOf(journal)).toEqual([
      { key, intent: time, until: time },
      { key, outcome: "unknown", at: time },
      { key, outcome: "not-sent", at: time },
      { key, intent: time, until: time },
      { key, stored: verifik.flows[0] },
    ]);
  });

  test("does not trust a line that names no stored flow", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    await client.submitAll([base], { journal });
    const [{ key }] = recordsOf(journal);
    for (const line of [{ stored: {} }, { stored: { _id: 1 } }, { stored: null }, {}]) {
      const doubtful = memoryJournal([JSON.stringify({ key, ...line })]);
      const [result] = await client.submitAll([base], { journal: doubtful });
      expect(result).toMatchObject({ value: verifik.flows[0] });
    }
    expect(methods(verifik).filter((method) => method === "POST")).toHaveLength(1);
  });
});

test("a concurrency that is refused is named", async () => {
  const { client } = account();
  await expect(client.submitAll([base], { concurrency: 256 })).resolves.toHaveLength(1);
  await expect(client.submitAll([base], { concurrency: 257 })).rejects.toThrow(
    "INVALID_OPTION: concurrency is 257: expected an integer from 1 to 256; nothing was sent (verifik-flow/docs/errors.md#INVALID_OPTION)",
  );
});

describe("flows in doubt", () => {
  const minimal = base;
  const active = base.status("active");
  const full = active.version(2).document((document) => document.usePassport());

  test("are given the stored flows as a whole, the most specific first", async () => {
    for (const [created, order] of [
      [[active], [minimal, active]],
      [[minimal], [minimal, active]],
      [
        [full, minimal],
        [minimal, active, full],
      ],
      [
        [active, minimal],
        [active, minimal, full],
      ],
      [
        [full, full],
        [full, active, full, minimal],
      ],
    ]) {
      const { verifik, client, options } = account();
      const journal = memoryJournal();
      verifik.fail({ reset: true, times: order?.length ?? 0 });
      await client.submitAll(order ?? [], { journal, concurrency: 1 });
      for (const flow of created ?? []) await flow.submit(options);
      const again = { journal, settlingTime: 0, concurrency: 1 };
      const results = await client.submitAll(order ?? [], again);
      expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
      const stored = verifik.flows.map(({ status, version }) => [status, version]);
      const sent = order
        ?.map((flow) => flow.build())
        .map(({ status, version = 1 }) => [status, version]);
      expect(stored.sort()).toEqual(sent?.sort());
    }
  });

  test("are not taken for equal flows that were there before the intent", async () => {
    const { verifik, client } = account();
    const other = createClient({ token: verifik.token, fetch: verifik.fetch });
    await base.submit(other);
    const old = verifik.flows.map((flow) => ({ ...flow, createdAt: "2026-01-01T00:00:00.000Z" }));
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const list = init?.method === "GET" && String(input).includes("page=1&");
      return list ? Response.json(old) : verifik.fetch(input, init);
    };
    const journal = memoryJournal();
    verifik.fail({ reset: true });
    await client.submitAll([base], { journal });
    const again = createClient({ token: verifik.token, fetch });
    expect(await again.submitAll([base], { journal, settlingTime: 0 })).toMatchObject([
      { status: "fulfilled", value: { _id: verifik.flows[1]?._id } },
    ]);
  });

  test("are sent again only when the server has had the time to finish", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    verifik.fail({ reset: true, times: 2 });
    await client.submitAll([base, active], { journal });
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => {
      seen.push(progress);
      if (progress.inDoubt > 0) void base.submit({ token: verifik.token, fetch: verifik.fetch });
    };
    const again = { journal, settlingTime: 300, onProgress };
    const results = await client.submitAll([base, active], again);
    expect(seen[0]).toEqual({ done: 0, failed: 0, left: 2, inDoubt: 2 });
    expect(verifik.flows.map(({ status }) => status)).toEqual([undefined, "active"]);
    expect(results).toMatchObject(verifik.flows.map((value) => ({ value })));
  });

  test("are left in doubt if the wait is ended", async () => {
    const { verifik, client, options } = account();
    const journal = memoryJournal();
    verifik.fail({ reset: true });
    await client.submitAll([base], { journal });
    const controller = new AbortController();
    const impatient = createClient({ ...options, signal: controller.signal });
    const onProgress = () => controller.abort();
    const results = await impatient.submitAll([base, active], { journal, onProgress });
    expect(results).toMatchObject([
      { reason: { code: "ABORTED", outcome: "unknown" } },
      { reason: { code: "ABORTED", outcome: "not-sent" } },
    ]);
    expect(verifik.flows).toEqual([]);
  });

  test.each([
    [{ token: "another token" }, "INVALID_TOKEN"],
    [{ baseUrl: "nowhere" }, "INVALID_BASE_URL"],
  ])("stay in doubt with the options %o", async (wrong, code) => {
    const { verifik, client, options } = account();
    const journal = memoryJournal();
    verifik.fail({ reset: true, applied: true });
    await client.submitAll([base], { journal });
    const [inDoubt, unsent] = await createClient({ ...options, ...wrong }).submitAll(
      [base, active],
      { journal },
    );
    expect(inDoubt).toMatchObject({ reason: { code, outcome: "unknown" } });
    expect(unsent).toMatchObject({ reason: { code, outcome: "not-sent" } });
  });

  test("stay in doubt if the server refuses the token, each with an error that looks again", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    verifik.fail({ reset: true, applied: true, times: 2 });
    await client.submitAll([base, active], { journal, concurrency: 1 });
    verifik.fail({ status: 401 });
    const results = await client.submitAll([base, active], { journal });
    const reasons = results.map((result) => result.status === "rejected" && result.reason);
    expect(reasons).toMatchObject([
      { code: "UNAUTHORIZED", outcome: "unknown" },
      { code: "UNAUTHORIZED", outcome: "unknown" },
    ]);
    expect(await reasons[1]?.reconcile()).toEqual([verifik.flows[1]]);
  });

  test("are never sent again if the server accepted them, even if it doesn't list them", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    verifik.fail({ status: 200, body: "yes" });
    await client.submitAll([base], { journal });
    for (let run = 0; run < 3; run += 1) {
      expect(await client.submitAll([base], { journal, settlingTime: 0 })).toMatchObject([
        {
          reason: {
            code: "IN_DOUBT",
            outcome: "applied",
            message:
              "IN_DOUBT: an earlier run created the flow, but it isn't listed; the flow exists (verifik-flow/docs/errors.md#IN_DOUBT)",
          },
        },
      ]);
    }
    expect(methods(verifik).filter((method) => method === "POST")).toHaveLength(1);
  });

  test("are looked for with one list for each project", async () => {
    const { verifik, client } = account();
    const journal = memoryJournal();
    verifik.fail({ reset: true, times: 40 });
    await client.submitAll(numbered(40), { journal });
    await client.submitAll(numbered(40), { journal, settlingTime: 0 });
    expect(methods(verifik).filter((method) => method === "GET")).toHaveLength(1);
  });
});

describe("a run that can't tell leaves the flow in doubt", () => {
  /** A server that stores nothing and lists these flows, whatever page is asked for. */
  async function resumed(listed: (sentAt: number) => unknown) {
    const journal = memoryJournal();
    let sentAt = 0;
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      if (init?.method === "GET") return Response.json(listed(sentAt));
      sentAt = Date.now();
      throw new TypeError("fetch failed");
    };
    const client = createClient({ token: "a-token", fetch });
    await client.submitAll([base], { journal });
    const [result] = await client.submitAll([base], { journal, settlingTime: 0 });
    return result;
  }
  const equal = (createdAt: unknown) => [{ _id: "1", ...base.build(), createdAt }];
  const minutes = 60_000;
  const at = (time: number) => new Date(time).toISOString();

  test.each<[string, (sentAt: number) => unknown, boolean]>([
    ["the list says that there are more", () => ({ data: [], total: 1 }), true],
    ["the list is whole", () => ({ data: [], total: 0 }), false],
    ["an equal flow is minutes older", (sent) => equal(at(sent - 5 * minutes)), true],
    ["an equal flow is minutes younger", (sent) => equal(at(sent + 5 * minutes)), true],
    ["an equal flow is days older", (sent) => equal(at(sent - 5000 * minutes)), false],
  ])("if %s", async (_case, listed, isInDoubt) => {
    const reason = isInDoubt
      ? { code: "IN_DOUBT", outcome: "unknown" }
      : { code: "CONNECTION_LOST", outcome: "unknown" }; // sent again, to the same server
    expect(await resumed(listed)).toMatchObject({ reason });
  });

  test.each<[string, (sentAt: number) => unknown]>([
    ["in UTC without a zone", (sent) => at(sent).replace("Z", "")],
    ["in whole seconds", (sent) => at(sent).replace(/\.\d+/, "")],
    ["not at all", () => null],
  ])("but not of a flow that says when it was created %s", async (_case, createdAt) => {
    expect(await resumed((sent) => equal(createdAt(sent)))).toMatchObject({ value: { _id: "1" } });
  });
});

test("a flow that the list doesn't tell of is sent by no later run either", async () => {
  const journal = memoryJournal();
  const asked: (string | undefined)[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    asked.push(init?.method);
    if (init?.method === "GET") return Response.json({ data: [], total: 1 });
    throw new TypeError("fetch failed");
  };
  const client = createClient({ token: "a-token", fetch });
  await client.submitAll([base], { journal });
  for (let run = 0; run < 2; run += 1) {
    const [result] = await client.submitAll([base], { journal, settlingTime: 0 });
    expect(result).toMatchObject({
      reason: {
        message:
          "IN_DOUBT: the list doesn't tell whether an earlier run created it; the flow may exist (verifik-flow/docs/errors.md#IN_DOUBT)",
      },
    });
  }
  // A list can change while it's read, so it's read three times.
  expect(asked).toEqual(["POST", ...Array(6).fill("GET")]);
});

test("a list that changes while it is sent is sent as it was", async () => {
  const { verifik, client } = account();
  const flows = [...numbered(4)];
  const onProgress = () => void flows.shift();
  const options = { journal: memoryJournal(), concurrency: 1, onProgress };
  expect(await client.submitAll(flows, options)).toHaveLength(4);
  expect(verifik.flows.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
});

describe("a journal belongs to", () => {
  const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replaceAll("=", "")}.c2ln`;

  test("one account, whose token can be renewed", async () => {
    const first = jwt({ clientId: "507f1f77bcf86cd799439012", iat: 1, exp: 2 });
    const renewed = jwt({ exp: 4, iat: 3, clientId: "507f1f77bcf86cd799439012" });
    const other = jwt({ clientId: "507f1f77bcf86cd799439013", iat: 1, exp: 2 });
    const journal = memoryJournal();
    const run = (token: string) => {
      const { fetch } = createEmulator({ token });
      return createClient({ token, fetch }).submitAll([base], { journal });
    };
    await run(first);
    expect(await run(renewed)).toMatchObject([{ status: "fulfilled" }]);
    for (const token of [other, "token"]) {
      await expect(run(token)).rejects.toThrow(
        "JOURNAL_FAILED: the journal belongs to another account, so this run sent nothing; the flow may exist (verifik-flow/docs/errors.md#JOURNAL_FAILED)",
      );
    }
    expect(journal.lines.join()).not.toContain('507f1f77bcf86cd799439012","iat');
    expect(journal.lines.join()).not.toContain(first);
  });

  test("one server", async () => {
    const journal = memoryJournal();
    const { client, options } = account();
    await client.submitAll([base], { journal });
    const elsewhere = createClient({ ...options, baseUrl: "https://staging.example.com" });
    await expect(elsewhere.submitAll([base], { journal })).rejects.toThrow(
      "JOURNAL_FAILED: the journal belongs to another server, so this run sent nothing; the flow may exist (verifik-flow/docs/errors.md#JOURNAL_FAILED)",
    );
  });
});

describe("submitAll", () => {
  test("refuses what is not a flow, and sends the others", async () => {
    const { verifik, client } = account();
    for (const other of [null, undefined, 5, {}, base.build(), { submit: base.submit }]) {
      const results = await client.submitAll([other, base] as never);
      expect(results).toMatchObject([
        { reason: { name: "InvalidFlowError", issues: [{ path: "flows[0]" }] } },
        { status: "fulfilled" },
      ]);
    }
    await expect(client.submitAll({ length: 1 } as never)).rejects.toThrow("is not a flow");
    expect(verifik.flows).toHaveLength(6);
  });

  test.each([
    [
      { concurency: 8 },
      "'concurency' isn't an option: expected one of concurrency, onProgress, journal, settlingTime",
    ],
    [{ Journal: {} }, "'Journal' isn't an option: did you mean journal?"],
    [{ journal: {} }, "journal.read is undefined: expected a function"],
    [{ onProgress: true }, "onProgress is true: expected a function"],
    [{ settlingTime: -1 }, "settlingTime is -1: expected an integer from 0 to 3600000"],
    [{ concurrency: undefined }, "concurrency is undefined: give it a value, or leave it out"],
  ])("refuses the options %o", async (options, said) => {
    const { client, verifik } = account();
    await expect(client.submitAll([base], options as never)).rejects.toThrow(
      `INVALID_OPTION: ${said}; nothing was sent (verifik-flow/docs/errors.md#INVALID_OPTION)`,
    );
    expect(verifik.requests).toEqual([]);
  });

  test("doesn't mind a reporter that fails later", async () => {
    const { client } = account();
    const onProgress = async () => {
      throw new Error("the log is full");
    };
    expect(await client.submitAll([base], { onProgress })).toMatchObject([{ status: "fulfilled" }]);
    await new Promise((resolve) => setTimeout(resolve, 10)); // an unhandled rejection would fail the run
  });
});
