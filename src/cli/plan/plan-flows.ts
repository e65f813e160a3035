import { show } from "../../check/show.js";
import { unlike } from "../../client/update.js";
import { compareFlows } from "../../flows/compare.js";
import { ObjectId } from "../../flows/shared/guards.js";
import { flowTypes } from "../../flows/types.js";
import { type FlowData, flowDataOf } from "../../model/flow-data.js";
import type { AnyFlowBody } from "../../model/flow-type.js";
import { fieldOf, isJsonObject, valueAt } from "../../model/json.js";
import { otherShapeOf } from "../../model/other-shapes.js";
import { isNested } from "../../model/row.js";
import type { AnyStoredFlow } from "../../model/stored-flow.js";
import { isBlank, referenceOf } from "../../model/stored-value.js";
import { walk } from "../../model/walk.js";
import { digestOfFlow } from "../digest.js";
import { groupedBy } from "../grouped.js";
import type { LockedFlow, LockedFlows } from "../lock-file.js";
import { driftOf } from "./drift.js";
import { identityOf, nothing, type PlannedFlow } from "./planned-flow.js";
import { toward } from "./toward.js";

/** What somebody decided of a flow that the lock doesn't know: the id of a stored flow to adopt, or a new one. */
export type Decisions = Readonly<Record<string, { readonly adopt: string } | "create">>;

/** What there is in the code, in the lock and on the server. */
export interface Situation {
  /** The bodies of the code's flows, by name. */
  readonly bodies: Readonly<Record<string, AnyFlowBody>>;
  readonly locked: LockedFlows;
  readonly stored: readonly AnyStoredFlow[];
  readonly decisions: Decisions;
  /** Whether stored flows that the code no longer has are to be deleted. */
  readonly prune: boolean;
}

/** A situation in which nothing has to be searched for. */
interface Indexed extends Situation {
  readonly byId: ReadonlyMap<string, AnyStoredFlow>;
  /** The stored flows that the lock doesn't know, by their kind. */
  readonly strangers: ReadonlyMap<string, readonly AnyStoredFlow[]>;
  /** Those that only the lock knows, under a name that the code no longer has: it may have a new one. */
  readonly orphans: readonly AnyStoredFlow[];
}

/** What an apply would do, in the order of the code; what the code no longer has comes last. */
export function planFlows(given: Situation): readonly PlannedFlow[] {
  const { bodies, locked } = given;
  const situation = indexed(given);
  const inCode = Object.entries(bodies).map(([name, body]) => planFlow(name, body, situation));
  const adopted = new Set(inCode.map(({ id }) => referenceOf(id)));
  const orphaned = Object.entries(locked)
    .filter(([name, { id }]) => !Object.hasOwn(bodies, name) && !adopted.has(referenceOf(id)))
    .map(([name, entry]) => orphan(name, entry, situation));
  return [...inCode, ...orphaned];
}

function indexed(situation: Situation): Indexed {
  const { locked, stored } = situation;
  const known = new Set(Object.values(locked).map(({ id }) => referenceOf(id)));
  const strangers = stored.filter((flow) => ObjectId.is(flow._id) && !known.has(referenceOf(flow)));
  const byId = new Map(stored.map((flow) => [referenceOf(flow), flow]));
  const orphans = Object.entries(locked).flatMap(([name, { id }]) => {
    const flow = Object.hasOwn(situation.bodies, name) ? undefined : byId.get(referenceOf(id));
    return flow ? [flow] : [];
  });
  return { ...situation, byId, strangers: groupedBy(strangers, kindOf), orphans };
}

function planFlow(name: string, body: AnyFlowBody, situation: Indexed): PlannedFlow {
  const code = flowDataOf(body, flowTypes);
  const entry = situation.locked[name];
  if (!entry) return planNew(name, body, situation);
  const stored = situation.byId.get(referenceOf(entry.id));
  const move = moveOf(entry, code);
  if (move) return { ...identityOf(name, code), ...nothing, action: "change", problem: move };
  if (!stored) return planNew(name, body, situation);
  const problem = unlike(stored, body) ?? otherType(stored, code) ?? unseen(stored, code);
  const { id } = entry;
  if (problem) return { ...identityOf(name, code), id, ...nothing, action: "blocked", problem };
  const planned = toward(name, code, stored, entry);
  return { ...planned, action: planned.changes.length > 0 ? "change" : "unchanged" };
}

/** A flow that the lock doesn't know: one that is stored may be the same, which only its owner can say. */
function planNew(name: string, body: AnyFlowBody, situation: Indexed): PlannedFlow {
  const code = flowDataOf(body, flowTypes);
  const decided = situation.decisions[name];
  const alike = situation.strangers.get(kindOf({ ...code.data, type: code.type.type })) ?? [];
  if (decided === "create" || (alike.length === 0 && !decided)) return create(name, code, alike);
  const chosen = decided
    ? [...alike, ...situation.orphans].filter((flow) => isOf(decided.adopt, flow))
    : alike;
  const [only, ...others] = chosen;
  const gone = situation.locked[name]?.id;
  const problem = decided ? undefined : undecided(name, alike, gone);
  if (only && others.length === 0) {
    const unable = unlike(only, body) ?? unseen(only, code);
    if (unable) return { ...identityOf(name, code), ...nothing, action: "adopt", problem: unable };
    return { ...toward(name, code, only), action: "adopt", ...(problem && { problem }) };
  }
  const ids = alike.map(({ _id }) => `--adopt ${name}=${_id}`);
  const cure = [...ids, `--create ${name}`].join(" or ");
  const none = `${decided?.adopt} isn't a stored flow of this project and type, or the lock has it already: expected ${cure}`;
  return { ...identityOf(name, code), ...nothing, action: "adopt", problem: problem ?? none };
}

function isOf(id: string, stored: AnyStoredFlow): boolean {
  return referenceOf(id) === referenceOf(stored);
}

function undecided(name: string, alike: readonly AnyStoredFlow[], gone?: string): string {
  const why = gone === undefined ? "it isn't in the lock" : `the lock's flow ${gone} is gone`;
  const ids = alike.map(({ _id }) => _id);
  const whose = ids.length === 1 ? `${ids[0]} has` : `${ids.join(" and ")} have`;
  return `${why}, and ${whose} the same project and type: add --adopt ${name}=${ids[0]} to take that one over, or --create ${name} to make another`;
}

function create(name: string, code: FlowData, alike: readonly AnyStoredFlow[]): PlannedFlow {
  const changes = compareFlows({ type: code.type.type }, code.data as unknown as AnyFlowBody);
  const digest = digestOfFlow(code);
  const beside = alike.length === 0 ? {} : { beside: alike.map(({ _id }) => _id) };
  const planned = { digest };
  return { ...identityOf(name, code), ...nothing, action: "create", planned, changes, ...beside };
}

function orphan(name: string, entry: LockedFlow, { byId, prune }: Indexed): PlannedFlow {
  const { id, type, project } = entry;
  const found = byId.get(referenceOf(id));
  const action = prune ? "delete" : "orphaned";
  const flow = { name, action, id, type, project, ...nothing } as const;
  if (!found) return flow;
  const isOther = kindOf(found) !== kindOf({ type, project }) || otherShapeOf(found) !== undefined;
  if (isOther && !prune) return flow;
  if (isOther) {
    const problem = `what is stored as ${id} isn't the ${type} flow that the lock has: delete it in the dashboard, or remove ${name} from the lock`;
    return { ...flow, action: "blocked", problem };
  }
  const data = flowDataOf(found, flowTypes);
  const digest = digestOfFlow(data);
  return {
    ...flow,
    stored: { digest, updatedAt: found.updatedAt ?? null },
    drift: driftOf(entry, { ...data, digest }, [], []),
  };
}

/** A stored flow keeps its project and its type for life. */
function moveOf(entry: LockedFlow, { type, data }: FlowData): string | undefined {
  const project = fieldOf(data, "project");
  const from = `${entry.type} flow of project ${entry.project}`;
  if (entry.type === type.type && referenceOf(entry.project) === referenceOf(project)) return;
  return `it is stored as the ${from}: a stored flow can't move, so give this one another name`;
}

/** A flow whose type the server doesn't say, or that became another one, is none that this version can judge. */
function otherType({ type }: AnyStoredFlow, code: FlowData): string | undefined {
  if (type === code.type.type) return undefined;
  return `what is stored has the type ${show(type)}, and the lock has ${show(code.type.type)}`;
}

/** A server may show a reference in place of a section: then nobody can tell what a change does to it. */
function unseen(stored: AnyStoredFlow, { type }: FlowData): string | undefined {
  const sections: string[] = [];
  walk(type.rows, ({ path, bodyPath, row }) => {
    if (!isNested(row) || bodyPath.includes("[]")) return;
    const value = valueAt(stored, bodyPath);
    if (!isBlank(value) && !isJsonObject(value)) sections.push(path);
  });
  if (sections.length === 0) return undefined;
  return `the server doesn't show the fields of ${sections.join(", ")}: change the flow in the dashboard`;
}

/** The same for a stored flow and for a flow of the code that may be that one: its type and its project. */
export function kindOf(flow: object): string {
  return `${String(fieldOf(flow, "type"))} ${String(referenceOf(fieldOf(flow, "project")))}`;
}
