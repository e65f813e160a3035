import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Job, Queue, QueueEvents, UnrecoverableError } from "bullmq";
import { transform } from "esbuild";
import { type createClient, flow } from "verifik-flow";
import { createEmulator, type EmulatorOptions, startEmulator } from "verifik-flow/emulator";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { inFolder } from "../../measure/folder.js";

type Processor = (job: object, token?: string) => Promise<string>;

interface Recipe {
  readonly createClient: typeof createClient;
  readonly processorOf: (client: object, settlingTime?: number) => Processor;
  readonly startWorker: (connection: object) => { close: (force?: boolean) => Promise<void> };
  readonly enqueue: (queue: Queue, name: string, flow: object) => Promise<Job>;
}

const onboarding = flow().project("507f1f77bcf86cd799439013").status("active");
const settlingTime = 50;
let recipe: Recipe;

/** The code of the page, as JavaScript with the built package. */
beforeAll(async () => {
  const page = await readFile("docs/recipes.md", "utf8");
  const [, section = ""] = page.split("## A BullMQ worker");
  const [, source = ""] = /^```ts\n(.*?)^```$/ms.exec(section) ?? [];
  const { code } = await transform(source, { loader: "ts", format: "esm", target: "node20" });
  recipe = await inFolder(async (folder) => {
    const path = join(folder, "recipe.mjs");
    await writeFile(path, `${code}export { createClient } from "verifik-flow";`);
    return import(/* @vite-ignore */ pathToFileURL(path).href);
  });
});

/** What Redis keeps of a job, and which worker has it. */
class StoredJob {
  data: object = { flow: onboarding.build() };
  owner = "";

  /** As a worker is given it: a copy. */
  takenBy(owner: string) {
    this.owner = owner;
    const taken = {
      data: structuredClone(this.data),
      updateData: async (data: object) => {
        taken.data = structuredClone(data);
        this.data = structuredClone(data);
      },
      extendLock: async (token: string) => (token === this.owner ? 1 : 0),
    };
    return taken;
  }
}

function setUp(options: EmulatorOptions = {}) {
  const verifik = createEmulator(options);
  const { token } = verifik;
  const job = new StoredJob();
  const attempt = (owner: string, more: object = {}) => {
    const client = recipe.createClient({ token, fetch: verifik.fetch, ...more });
    return recipe.processorOf(client, settlingTime)(job.takenBy(owner), owner);
  };
  return { verifik, job, attempt };
}

describe("the processor of the recipe", () => {
  test("creates the flow and returns its id, once however often it's run", async () => {
    const { verifik, attempt } = setUp();
    const id = await attempt("worker 1");
    expect(verifik.flows.map(({ _id }) => _id)).toEqual([id]);
    expect(await attempt("worker 2")).toBe(id);
    expect(verifik.flows).toHaveLength(1);
  });

  test.each([
    ["was lost on its way back", { reset: true, applied: true }],
    ["was lost on its way there", { reset: true }],
    ["was cut short", { halfBody: true }],
    ["was a 500 after the flow was stored", { status: 500, applied: true }],
    ["was a 503", { status: 503 }],
    ["was a 429", { status: 429 }],
  ] as const)(
    "is tried again after an answer that %s, and ends with one flow",
    async (_what, fault) => {
      const { verifik, attempt } = setUp();
      verifik.fail({ ...fault, method: "POST" });
      const failure = await attempt("worker 1").catch((error: Error) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(failure).not.toMatchObject({ name: "UnrecoverableError" });
      const id = await attempt("worker 2");
      expect(verifik.flows.map(({ _id }) => _id)).toEqual([id]);
    },
  );

  test("isn't tried again after a refusal", async () => {
    const { verifik, attempt } = setUp();
    verifik.fail({ status: 400 });
    await expect(attempt("worker 1")).rejects.toBeInstanceOf(UnrecoverableError);
    expect(verifik.flows).toEqual([]);
  });

  test("isn't tried again with a flow that isn't valid, and sends nothing", async () => {
    const { verifik, job, attempt } = setUp();
    job.data = { flow: { type: "onboarding", project: "none" } };
    await expect(attempt("worker 1")).rejects.toBeInstanceOf(UnrecoverableError);
    expect(verifik.requests).toEqual([]);
  });

  test("finds the flow of a worker that died while the server was at work", async () => {
    const { verifik, attempt } = setUp({ delay: 20 });
    const dead = attempt("worker 1", { timeout: 5 }).catch(() => {}); // its answer never came
    await vi.waitFor(() => expect(verifik.requests).toHaveLength(1));
    const id = await attempt("worker 2");
    await dead;
    expect(verifik.flows.map(({ _id }) => _id)).toEqual([id]);
  });

  test("sends nothing from a worker that lost the job to another one before it began", async () => {
    const { verifik, job } = setUp();
    const client = recipe.createClient({ token: verifik.token, fetch: verifik.fetch });
    const slow = job.takenBy("worker 1");
    job.owner = "worker 2";
    await expect(recipe.processorOf(client)(slow, "worker 1")).rejects.toMatchObject({
      code: "JOURNAL_FAILED",
      outcome: "not-sent",
    });
    expect(verifik.requests).toEqual([]);
  });
});

/** `REDIS_PORT=6379 npx vitest run test/recipes`, with a Redis that may be written to. */
const port = Number(process.env["REDIS_PORT"] ?? 0);

test.runIf(port > 0)(
  "a real queue creates each flow once, through a lost answer and a job that is added twice",
  async () => {
    await using verifik = await startEmulator();
    vi.stubEnv("VERIFIK_TOKEN", verifik.token);
    vi.stubEnv("VERIFIK_BASE_URL", verifik.url);
    const connection = { host: "127.0.0.1", port };
    const queue = new Queue("flows", { connection });
    const events = new QueueEvents("flows", { connection });
    await queue.obliterate({ force: true });
    const worker = recipe.startWorker(connection);
    try {
      verifik.fail({ reset: true, applied: true, method: "POST" });
      const job = await recipe.enqueue(queue, "co", onboarding);
      await recipe.enqueue(queue, "co", onboarding);
      const id = await job.waitUntilFinished(events);
      expect(verifik.flows.map(({ _id }) => _id)).toEqual([id]);
      expect((await queue.getJob("co"))?.attemptsMade).toBe(2);

      verifik.fail({ status: 400, method: "POST" });
      const refused = await recipe.enqueue(queue, "mx", onboarding.status("draft"));
      await expect(refused.waitUntilFinished(events)).rejects.toThrow("400");
      expect((await queue.getJob("mx"))?.attemptsMade).toBe(1);
    } finally {
      await worker.close();
      await events.close();
      await queue.close();
      vi.unstubAllEnvs();
    }
  },
);
