import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import fc from "fast-check";
import pMap from "p-map";
import { createClient, FlowVersion, flow, SubmitError } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { expect, test } from "vitest";
import { LoopClock } from "../support/loop-clock.js";
import { http, startRawServer } from "../support/raw-server.js";

/**
 * Random faults against a server that knows what it did. A schedule's number travels in `version`, so
 * that the server can tell whose request it reads.
 */
const schedules = Number(process.env["SCHEDULES"] ?? 10_000);
const concurrency = 32;
const timeout = 150;
const token = "canary-token-71c4";

const stored = JSON.stringify({ _id: "507f1f77bcf86cd799439011", secret: "canary-response-9e0b" });
const refusals = [400, 401, 402, 403, 404, 409, 413, 415, 418, 422, 429, 301, 307, 308];
const doubtful = [302, 303, 408, 500, 502, 503, 504, 520];
const unusable = ["", "null", "[]", "{}", "<html>", '{"_id":', `{"_id":5,"t":"${token}"}`];
const cut = (status: number) => http(status, stored.slice(0, 20), { "content-length": "5000" });

type Answer = (socket: Socket) => void;

/** An answer that a report of fast-check can name. */
const named = (name: string, answer: Answer): Answer =>
  Object.assign(answer, { [fc.toStringMethod]: () => name });
const says = (name: string, text: string) => named(name, (socket) => socket.write(text));

const anyOf = <Item>(items: readonly Item[]) => fc.constantFrom(...items);
const reset = fc.constant(named("reset", (socket) => socket.resetAndDestroy()));
const hang = fc.constant(named("hang", () => {}));
const doubt = anyOf(doubtful).map((status) =>
  says(`doubt ${status}`, http(status, `{"message":"${token}"}`)),
);
const refuse = anyOf(refusals).map((status) =>
  says(`refuse ${status}`, http(status, `{"error":"${token}"}`)),
);
const stallRefusal = anyOf(refusals).map((status) => says(`stall ${status}`, cut(status)));
const succeed = fc.constant(says("succeed", http(200, stored)));
const confuse = anyOf(unusable).map((body) => says(`confuse ${body}`, http(200, body)));
const stall = fc.constant(says("stall", cut(200)));
const truncate = fc.constant(
  named("truncate", (socket) => socket.write(cut(200), () => socket.destroy())),
);

/** What the server does: whether it creates the flow when it has read the request, and what follows. */
const deed = fc.oneof(
  fc.record({
    creates: fc.constant(false),
    answer: fc.oneof({ weight: 2, arbitrary: refuse }, stallRefusal, reset, hang, doubt),
  }),
  fc.record({
    creates: fc.constant(true),
    answer: fc.oneof(
      { weight: 2, arbitrary: succeed },
      confuse,
      stall,
      truncate,
      reset,
      hang,
      doubt,
    ),
  }),
);

const schedule = fc.record({
  deed,
  delay: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    fc.integer({ min: 0, max: timeout * 1.5 }),
  ),
  options: fc.record({ retries: fc.integer({ min: 0, max: 2 }), retryRateLimited: fc.boolean() }),
  abortAfter: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    fc.integer({ min: 0, max: timeout }),
  ),
});

type Schedule = typeof schedule extends fc.Arbitrary<infer Value> ? Value : never;

/** A server that does what the schedules say, and keeps count. */
async function startServer(plans: readonly Schedule[]) {
  const posts = new Map<number, number>();
  const created = new Set<number>();
  const server = await startRawServer((socket, request) => {
    const number = Number(/"version":(\d+)/.exec(request)?.[1]) - 1;
    const plan = plans[number];
    posts.set(number, (posts.get(number) ?? 0) + 1);
    if (plan?.deed.creates) created.add(number);
    setTimeout(() => !socket.destroyed && plan?.deed.answer(socket), plan?.delay);
  });
  return { ...server, posts, created };
}

type Server = Awaited<ReturnType<typeof startServer>>;

const base = flow().project("507f1f77bcf86cd799439013");

/** What is wrong with how the schedule went; nothing if the submit told the truth in time. */
async function judge(
  { url, posts, created }: Server,
  clock: LoopClock,
  number: number,
  { options, abortAfter }: Schedule,
): Promise<readonly string[]> {
  const controller = new AbortController();
  const timer =
    abortAfter === undefined ? undefined : setTimeout(() => controller.abort(), abortAfter);
  const wrong: string[] = [];
  const begun = clock.now;
  const { signal } = controller;
  const onboarding = base.version(FlowVersion(number + 1));
  const [result] = await Promise.allSettled([
    onboarding.submit({ ...options, token, timeout, baseUrl: url, signal }),
  ]);
  clearTimeout(timer);
  const took = clock.now - begun;
  if (took > timeout + 100) wrong.push(`late: ${took} ms`);
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

const timerCount = () =>
  process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test(`about ${schedules} random fault schedules end in time, sent once, with the truth and no secret`, async () => {
  const unhandled: unknown[] = [];
  process.on("unhandledRejection", (error) => unhandled.push(error));
  const counts = { schedules: 0, created: 0 };
  const tellsTheTruth = async (plans: readonly Schedule[]) => {
    await using server = await startServer(plans);
    using clock = new LoopClock();
    const wrong: string[] = [];
    const judgeOne = async (plan: Schedule, number: number) => {
      for (const problem of await judge(server, clock, number, plan)) {
        wrong.push(`schedule ${number}: ${problem}`);
      }
    };
    await pMap(plans, judgeOne, { concurrency });
    expect(wrong).toEqual([]);
    expect(unhandled).toEqual([]);
    await expect.poll(timerCount).toBeLessThan(10);
    // What is left are the connections that fetch keeps for its next request.
    await expect.poll(() => server.busy.size).toBeLessThanOrEqual(2 * concurrency);
    counts.schedules += plans.length;
    counts.created += server.created.size;
  };
  // Many short runs and not one long one, so that a failure can be shrunk to the schedule that causes it.
  const runs = 20;
  const some = fc.array(schedule, { minLength: 1, maxLength: (2 * schedules) / runs, size: "max" });
  await fc.assert(fc.asyncProperty(some, tellsTheTruth), {
    numRuns: runs,
    seed: 20261123,
    interruptAfterTimeLimit: 500_000,
  });
  expect(counts.schedules).toBeGreaterThan(schedules / 2);
  expect(counts.created).toBeGreaterThan(counts.schedules / 3);
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
