import type { Client } from "../flows/client.js";
import { ObjectId } from "../flows/shared/guards.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { ApplyRun, Begun } from "./apply-run.js";
import type { LockStore } from "./lock-store.js";
import { isWork, loosens } from "./plan/approval.js";
import type { PlannedFlow } from "./plan/plan-flows.js";
import type { CodeFlow } from "./workspace.js";

/** What became of one flow of a plan. */
export interface Done {
  readonly name: string;
  readonly action: PlannedFlow["action"];
  readonly result: "done" | "failed" | "not begun";
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
  return { name, action, result: "not begun" };
}

async function tried(planned: PlannedFlow, tools: Tools): Promise<Done> {
  const { name, action } = planned;
  try {
    await one(planned, tools);
    return { name, action, result: "done" };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, action, result: "failed", message };
  }
}

async function one(planned: PlannedFlow, { client, run, locks, ...tools }: Tools): Promise<void> {
  const { name, id = "", changes } = planned;
  switch (planned.action) {
    case "create": {
      const others = Object.keys(tools.stored);
      return createOne(run, { name, flow: known(tools.flows, name), others }, client, locks);
    }
    case "delete":
      await client.delete(ObjectId(id));
      return locks.forget(name);
    default: {
      const before = known(tools.stored, id);
      if (changes.length === 0) return locks.keep(name, before);
      const flow = known(tools.flows, name);
      const { after } = await client.update(ObjectId(id), flow, { ifUnchangedSince: before });
      return locks.keep(name, after);
    }
  }
}

/** Creates a flow so that a kill at any moment is found out by the next apply. */
export async function createOne(
  run: ApplyRun,
  begun: Begun,
  client: Client,
  locks: LockStore,
): Promise<void> {
  const { [begun.name]: _own, ...locked } = await locks.locked(); // its own, if a kill came just after
  const others = [...new Set([...begun.others, ...Object.values(locked).map(({ id }) => id)])];
  await locks.keep(begun.name, await run.create({ ...begun, others }, client));
  await run.settle(begun.name);
}

function known<Value>(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`the plan names ${name}, which isn't there`);
  return value;
}
