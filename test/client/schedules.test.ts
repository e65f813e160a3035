import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { createClient, flow, SubmitError, type SubmitOptions } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { seeded } from "../support/random.js";
import { http, type RawServer, startRawServer } from "../support/raw-server.js";

/**
 * Random faults against a server that knows what it did. A schedule's number travels in `version`, so
 * that the server can tell whose request it reads.
 */
const schedules = Number(process.env["SCHEDULES"] ?? 10_000);
const concurrency = 32;
const timeout = 150;
const token = "canary-token-71c4";
const random = seeded(20261123);
const pick = <Item>(items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

interface Schedule {
  readonly answer: (socket: Socket) => void;
  /** Whether the server creates the flow when it has read the request. */
  readonly creates: boolean;
  readonly delay: number;
  readonly options: SubmitOptions;
  readonly abortAfter: number | undefined;
}

const stored = JSON.stringify({ _id: "507f1f77bcf86cd799439011", secret: "canary-response-9e0b" });
const refusals = [400, 401, 402, 403, 404, 409, 413, 415, 418, 422, 429, 301, 307, 308];
const doubtful = [302, 303, 408, 500, 502, 503, 504, 520];
const unusable = ["", "null", "[]", "{}", "<html>", '{"_id":', `{"_id":5,"t":"${token}"}`];
const cut = (status: number) => http(status, stored.slice(0, 20), { "content-length": "5000" });

/** What the server does to the connection, by whether it has created the flow. */
function fault(creates: boolean): (socket: Socket) => void {
  const reset = (socket: Socket) => socket.resetAndDestroy();
  const hang = () => {};
  const doubt = (socket: Socket) => socket.write(http(pick(doubtful), `{"message":"${token}"}`));
  if (!creates) {
    const refuse = (socket: Socket) => socket.write(http(pick(refusals), `{"error":"${token}"}`));
    const stall = (socket: Socket) => socket.write(cut(pick(refusals)));
    return pick([refuse, refuse, stall, reset, hang, doubt]);
  }
  const succeed = (socket: Socket) => socket.write(http(200, stored));
  const confuse = (socket: Socket) => socket.write(http(200, pick(unusable)));
  const stall = (socket: Socket) => socket.write(cut(200));
  const truncate = (socket: Socket) => socket.write(cut(200), () => socket.destroy());
  return pick([succeed, succeed, confuse, stall, truncate, reset, hang, doubt]);
}

function schedule(): Schedule {
  const creates = random() < 0.5;
  return {
    answer: fault(creates),
    creates,
    delay: random() < 0.8 ? 0 : random() * timeout * 1.5,
    options: { retries: pick([0, 1, 2]), retryRateLimited: random() < 0.5 },
    abortAfter: random() < 0.1 ? random() * timeout : undefined,
  };
}

const plans = Array.from({ length: schedules }, schedule);
const posts = new Map<number, number>();
const created = new Set<number>();
const unhandled: unknown[] = [];
let server: RawServer;

beforeAll(async () => {
  process.on("unhandledRejection", (error) => unhandled.push(error));
  server = await startRawServer((socket, request) => {
    const number = Number(/"version":(\d+)/.exec(request)?.[1]) - 1;
    const plan = plans[number];
    posts.set(number, (posts.get(number) ?? 0) + 1);
    if (plan?.creates) created.add(number);
    setTimeout(() => !socket.destroyed && plan?.answer(socket), plan?.delay);
  });
});

afterAll(() => server[Symbol.asyncDispose]());

/** What is wrong with how the schedule went; nothing if the submit told the truth in time. */
async function judge(
  number: number,
  { options, abortAfter }: Schedule,
): Promise<readonly string[]> {
  const base = flow().project("507f1f77bcf86cd799439013") as unknown as Record<
    "version",
    (n: number) => ReturnType<typeof flow>
  >;
  const onboarding = base.version(number + 1).project("507f1f77bcf86cd799439013");
  const controller = new AbortController();
  const timer =
    abortAfter === undefined ? undefined : setTimeout(() => controller.abort(), abortAfter);
  const wrong: string[] = [];
  // A timer and not a clock: a machine that is busy with other things delays both timers alike.
  const alarm = setTimeout(() => wrong.push("late"), timeout + 100);
  const [result] = await Promise.allSettled([
    onboarding.submit({
      ...options,
      token,
      timeout,
      baseUrl: server.url,
      signal: controller.signal,
    }),
  ]);
  clearTimeout(alarm);
  clearTimeout(timer);
  const exists = created.has(number);
  const sent = posts.get(number) ?? 0;
  if (sent > 1 && !options.retryRateLimited) wrong.push(`sent ${sent} times`);
  if (result.status === "fulfilled")
    return exists ? wrong : [...wrong, "said yes, and there is none"];
  const error: unknown = result.reason;
  if (!(error instanceof SubmitError)) return [...wrong, `threw ${error}`];
  const { outcome, message, stack } = error;
  if (exists && (outcome === "not-sent" || outcome === "rejected"))
    wrong.push(`${outcome}, and exists`);
  if (!exists && outcome === "applied") wrong.push("applied, and does not exist");
  if (outcome === "not-sent" && sent > 0) wrong.push("not-sent, and was sent");
  if (`${message}${stack}${JSON.stringify(error)}`.includes("canary")) wrong.push("leaked");
  return wrong;
}

test(`${schedules} random fault schedules end in time, sent once, with the truth and no secret`, async () => {
  const wrong: string[] = [];
  const queue = plans.entries();
  const worker = async () => {
    for (const [number, plan] of queue) {
      for (const problem of await judge(number, plan)) wrong.push(`schedule ${number}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  expect(wrong).toEqual([]);
  expect(created.size).toBeGreaterThan(schedules / 3);
  expect(unhandled).toEqual([]);
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
  expect(timers.length).toBeLessThan(10);
  // What is left are the connections that fetch keeps for its next request.
  await vi.waitFor(() => expect(server.busy.size).toBeLessThanOrEqual(2 * concurrency));
}, 600_000);

test("10,000 submits that share a signal leave no listener on it, and warn of none", async () => {
  const warnings: Error[] = [];
  process.on("warning", (warning) => warnings.push(warning));
  const { signal } = new AbortController();
  const verifik = createEmulator();
  const client = createClient({ token: verifik.token, fetch: verifik.fetch, signal });
  const onboarding = flow().project("507f1f77bcf86cd799439013");
  const results = await client.submitAll(Array(10_000).fill(onboarding), { concurrency: 64 });
  expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(warnings).toEqual([]);
});
