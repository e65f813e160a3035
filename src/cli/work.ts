import { InvalidFlowError } from "../check/invalid-flow-error.js";
import { RequestError } from "../client/request-error.js";
import type { Change } from "../compare/changes.js";
import type { Client } from "../flows/client.js";
import { compareFlows } from "../flows/compare.js";
import { ObjectId } from "../flows/shared/guards.js";
import { flowTypes } from "../flows/types.js";
import { flowDataOf } from "../model/flow-data.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { ApplyRun, Begun } from "./apply-run.js";
import { CommandError } from "./command-error.js";
import { hiddenFields } from "./hidden.js";
import type { LockStore } from "./lock-store.js";
import { isWork, loosens } from "./plan/approval.js";
import type { PlannedFlow } from "./plan/planned-flow.js";
import { findStored } from "./situation.js";
import type { CodeFlow } from "./workspace.js";

type Outcome = RequestError["outcome"];

/** What became of one flow of a plan. */
export interface Done {
  readonly name: string;
  readonly action: PlannedFlow["action"];
  readonly result: "done" | "failed" | "not begun";
  /** What is known of the request that the action takes; `not-sent` also if it took none. */
  readonly outcome: Outcome;
  /** How it failed. */
  readonly code?: string;
  /** Why it failed, and what is known of the flow now. */
  readonly message?: string;
}

/** What work needs. */
export interface Tools {
  readonly client: Client;
  readonly run: ApplyRun;
  readonly locks: LockStore;
  /** By name. */
  readonly flows: Readonly<Record<string, CodeFlow>>;
  /** By id. */
  readonly stored: Readonly<Record<string, AnyStoredFlow>>;
  readonly stop: AbortSignal;
  readonly onDone: (done: Done) => void;
}

/** Does the work one flow at a time, and begins nothing after a failure: what failed may fail for all. */
export async function work(
  planned: readonly PlannedFlow[],
  tools: Tools,
): Promise<readonly Done[]> {
  const all: Done[] = [];
  for (const flow of inOrder(planned)) {
    const stopped = tools.stop.aborted || all.some(({ result }) => result === "failed");
    const done = stopped ? notBegun(flow) : await tried(flow, tools);
    tools.onDone(done);
    all.push(done);
  }
  return all;
}

/** What makes verification stricter first, what can't be taken back last. */
function inOrder(planned: readonly PlannedFlow[]): readonly PlannedFlow[] {
  const rank = (flow: PlannedFlow) => {
    if (flow.action === "delete") return 3;
    if (flow.action === "create") return 1;
    return loosens(flow) ? 2 : 0;
  };
  return planned.filter(isWork).toSorted((one, other) => rank(one) - rank(other));
}

function notBegun({ name, action }: PlannedFlow): Done {
  return { name, action, result: "not begun", outcome: "not-sent" };
}

/** What is said of a flow for which nothing can be done. */
export function leftOut({ name, action, problem = "" }: PlannedFlow): Done {
  return { name, action, result: "not begun", outcome: "not-sent", message: problem };
}

async function tried(planned: PlannedFlow, tools: Tools): Promise<Done> {
  const { name, action } = planned;
  let sent: Sent | undefined;
  try {
    sent = await send(planned, tools);
    await sent.note();
    return { name, action, result: "done", outcome: sent.outcome };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const outcome = sent?.outcome ?? outcomeOf(error);
    const code = error instanceof RequestError ? { code: error.code } : {};
    return { name, action, result: "failed", outcome, ...code, message };
  }
}

/** Of an error that no request ends with, nobody knows when it came. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof RequestError) return error.outcome;
  const isOurs = error instanceof InvalidFlowError || error instanceof CommandError;
  return isOurs ? "not-sent" : "unknown";
}

/** What became of the request, and how to write that into the lock. */
interface Sent {
  readonly outcome: "applied" | "not-sent";
  readonly note: () => Promise<void>;
}

async function send(planned: PlannedFlow, { client, run, locks, ...tools }: Tools): Promise<Sent> {
  const { name, id = "", changes } = planned;
  switch (planned.action) {
    case "create": {
      const others = Object.keys(tools.stored);
      const begun = { name, flow: known(tools.flows, name), others };
      const stored = await created(begun, { client, run, locks });
      return { outcome: "applied", note: () => noteCreated(begun, stored, { client, run, locks }) };
    }
    case "delete":
      await refuseChanged(client, id, tools.stored[id]);
      await client.delete(ObjectId(id));
      return { outcome: "applied", note: () => locks.forget(name) };
    default: {
      const before = known(tools.stored, id);
      const flow = known(tools.flows, name);
      if (changes.length === 0) {
        return { outcome: "not-sent", note: () => locks.keep(name, before, flow) };
      }
      const given = { ifUnchangedSince: before };
      const { before: former, after } = await client.update(ObjectId(id), flow, given);
      const others = changedBeside(changes, compareFlows(former, after));
      return {
        outcome: "applied",
        // Not into the lock: so the next plan shows it as drift.
        note: async () => {
          if (others.length > 0) throw new CommandError("STALE_PLAN", changedToo(others));
          await locks.keep(name, after, flow);
        },
      };
    }
  }
}

/** What a server changes that wasn't planned, by a PUT that resets what wasn't sent. It may count versions. */
function changedBeside(planned: readonly Change[], made: readonly Change[]): readonly string[] {
  const paths = new Set(planned.map(({ path }) => path));
  return made
    .filter(({ path, effect }) => effect !== "neutral" && !paths.has(path))
    .map(({ path }) => path);
}

function changedToo(paths: readonly string[]): string {
  return `the change stands, and ${paths.join(", ")} changed with it, which wasn't planned: look at the flow in the dashboard, and make a new plan`;
}

/** What somebody changed since it was looked at isn't what somebody agreed to delete. */
async function refuseChanged(
  client: Client,
  id: string,
  before: AnyStoredFlow | undefined,
): Promise<void> {
  const now = before && (await findStored(client, id));
  if (!now) return;
  const isSame = now.updatedAt === before.updatedAt && compareFlows(before, now).length === 0;
  if (isSame) return;
  throw new CommandError(
    "STALE_PLAN",
    "somebody changed the stored flow meanwhile, so it was not deleted",
  );
}

type Creating = Pick<Tools, "client" | "run" | "locks">;

/** Creates a flow so that a kill at any moment is found out by the next apply. */
export async function createOne(begun: Begun, tools: Creating): Promise<void> {
  await noteCreated(begun, await created(begun, tools), tools);
}

/** Never a flow that the lock has under another name. */
async function created(begun: Begun, { client, run, locks }: Creating): Promise<AnyStoredFlow> {
  const { [begun.name]: _own, ...locked } = await locks.locked(); // its own, if a kill came just after
  const others = [...new Set([...begun.others, ...Object.values(locked).map(({ id }) => id)])];
  return run.create({ ...begun, others }, client);
}

async function noteCreated(
  { name, flow }: Begun,
  created: AnyStoredFlow,
  { client, run, locks }: Creating,
): Promise<void> {
  await locks.keep(name, await asItIsRead(flow, created, client), flow);
  await run.settle(name);
}

/** The answer to a creation can show fields that are never shown again. */
async function asItIsRead(
  flow: CodeFlow,
  created: AnyStoredFlow,
  client: Client,
): Promise<AnyStoredFlow> {
  if (hiddenFields(flowDataOf(flow, flowTypes), {}).length === 0) return created;
  return client.get(ObjectId(created._id)).catch(() => created);
}

function known<Value>(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`the plan names ${name}, which isn't there`);
  return value;
}
