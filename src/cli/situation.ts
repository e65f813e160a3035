import { RequestError } from "../client/request-error.js";
import type { Config } from "../config/index.js";
import type { Client } from "../flows/client.js";
import { ObjectId } from "../flows/shared/guards.js";
import { flowTypes } from "../flows/types.js";
import { flowDataOf } from "../model/flow-data.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { referenceOf } from "../model/stored-value.js";
import type { Context } from "./command.js";
import { type Chosen, clientOf, hostOf } from "./environment.js";
import { groupedBy } from "./grouped.js";
import { hiddenFields } from "./hidden.js";
import type { LockedFlows } from "./lock-file.js";
import { type Plan, planOf } from "./plan/plan.js";
import { type Decisions, kindOf, type Situation } from "./plan/plan-flows.js";
import type { PlannedFlow } from "./plan/planned-flow.js";
import { type CodeFlow, flowsIn } from "./workspace.js";

/** What somebody decided before a plan is made. */
export interface Choices {
  readonly decisions: Decisions;
  readonly prune: boolean;
}

/** An environment as it is now: the code, the lock, and what the server has. */
export interface Present {
  readonly client: Client;
  readonly flows: Readonly<Record<string, CodeFlow>>;
  /** By id. */
  readonly stored: Readonly<Record<string, AnyStoredFlow>>;
  /** The names of the code's flows for which the lock knows none that is stored. */
  readonly open: readonly string[];
  readonly planFor: (choices: Choices) => Plan;
}

/** Reads what is stored, for plans of the environment. */
export async function look(
  config: Config,
  locked: LockedFlows,
  environment: Chosen,
  { env, output }: Context,
): Promise<Present> {
  const flows = flowsIn(config, environment);
  const client = clientOf(environment, env);
  const host = hostOf(environment);
  output.progress(`reading the flows of ${host}`);
  const listed = await storedFlows(client, locked);
  const stored = await shownWhole(listed, Object.values(flows), locked, client);
  const bodies = Object.fromEntries(
    Object.entries(flows).map(([name, flow]) => [name, flow.build()]),
  );
  const planFor = ({ decisions, prune }: Choices) => {
    const situation: Situation = { bodies, locked, stored, decisions, prune };
    return planOf(environment.name, host, situation);
  };
  const byId = Object.fromEntries(stored.map((flow) => [flow._id, flow]));
  const ids = new Set(stored.map(referenceOf));
  const open = Object.keys(flows).filter((name) => !ids.has(referenceOf(locked[name]?.id)));
  return { client, flows, stored: byId, open, planFor };
}

/** Every flow of the account. One that the lock knows and no page had is asked for by its id. */
async function storedFlows(client: Client, locked: LockedFlows): Promise<readonly AnyStoredFlow[]> {
  const listed = await listAll(client);
  const flows = new Map(listed.map((flow) => [referenceOf(flow), flow]));
  for (const { id } of Object.values(locked)) {
    if (flows.has(referenceOf(id))) continue;
    const flow = await findStored(client, id);
    if (flow) flows.set(referenceOf(id), flow);
  }
  return [...flows.values()];
}

/**
 * A list can leave out what the flow itself shows. Each flow that lacks what the code may say of it is read by itself,
 * unless the lock has that even then nothing was shown.
 */
function shownWhole(
  listed: readonly AnyStoredFlow[],
  flows: readonly CodeFlow[],
  locked: LockedFlows,
  client: Client,
): Promise<readonly AnyStoredFlow[]> {
  const code = flows.map((flow) => flowDataOf(flow, flowTypes));
  const byKind = groupedBy(code, ({ type, data }) => kindOf({ ...data, type: type.type }));
  const entries = new Map(Object.values(locked).map((entry) => [referenceOf(entry.id), entry]));
  return Promise.all(
    listed.map(async (stored) => {
      const entry = entries.get(referenceOf(stored));
      const lacking = (byKind.get(kindOf(stored)) ?? [])
        .flatMap((one) => hiddenFields(one, stored))
        .filter(({ path }) => !(path in (entry?.hidden ?? {})));
      if (lacking.length === 0 || !ObjectId.is(stored._id)) return stored;
      return (await findStored(client, stored._id)) ?? stored;
    }),
  );
}

/** Every flow of the account. */
export async function listAll(client: Client): Promise<readonly AnyStoredFlow[]> {
  const flows: AnyStoredFlow[] = [];
  for await (const flow of client.list()) flows.push(flow);
  return flows;
}

/** A stored flow that nobody here knows, of the project and type of one that was just created. */
export interface Twin {
  readonly name: string;
  readonly id: string;
}

/** The twins of the flows that were created: a pipeline on another machine may have created them too. */
export async function twinsOf(
  created: readonly PlannedFlow[],
  client: Client,
  { stored, locked }: { readonly stored: Present["stored"]; readonly locked: LockedFlows },
): Promise<readonly Twin[]> {
  if (created.length === 0) return [];
  const known = new Set([...Object.keys(stored), ...Object.values(locked).map(({ id }) => id)]);
  const strangers = (await listAll(client)).filter(({ _id }) => !known.has(_id));
  return created.flatMap((flow) =>
    strangers
      .filter((stranger) => kindOf(stranger) === kindOf(flow))
      .map(({ _id }) => ({ name: flow.name, id: _id })),
  );
}

/** The stored flow with the id; `undefined` if there's none. */
export async function findStored(client: Client, id: string): Promise<AnyStoredFlow | undefined> {
  try {
    return await client.get(ObjectId(id));
  } catch (error) {
    if (error instanceof RequestError && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}
