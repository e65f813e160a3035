import { createClient, flow } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { memoryJournal } from "../support/memory-journal.js";
import { numbered } from "../support/numbered.js";

const base = flow().project("507f1f77bcf86cd799439013");
const recordsOf = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.map((line) => JSON.parse(line));

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
    expect(journal.lines).toEqual([]);
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
    await client.submitAll([base], { journal });
    expect(methods(verifik)).toEqual(["POST", "GET", "POST"]);
    const [{ key }] = recordsOf(journal);
    expect(recordsOf(journal)).toEqual([
      { key, intent: true },
      { key, outcome: "unknown" },
      { key, outcome: "not-sent" },
      { key, intent: true },
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
    expect(methods(verifik)).toEqual(["POST", "GET", "GET", "GET", "GET"]);
  });
});

test("a concurrency that is refused is named", async () => {
  const { client } = account();
  await expect(client.submitAll([base], { concurrency: 256 })).resolves.toHaveLength(1);
  await expect(client.submitAll([base], { concurrency: 257 })).rejects.toThrow(
    "INVALID_OPTION: concurrency is 257: expected an integer from 1 to 256; nothing was sent",
  );
});
