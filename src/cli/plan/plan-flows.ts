import { unlike } from "../../client/update.js";
import type { Change } from "../../compare/changes.js";
import { compareFlows } from "../../flows/compare.js";
import { flowTypes } from "../../flows/types.js";
import { type FlowData, flowDataOf } from "../../model/flow-data.js";
import type { AnyFlowBody } from "../../model/flow-type.js";
import { fieldOf, isJsonObject, type JsonObject } from "../../model/json.js";
import { otherShapeOf } from "../../model/other-shapes.js";
import { isNested, type Row, type Rows } from "../../model/row.js";
import type { AnyStoredFlow } from "../../model/stored-flow.js";
import { isBlank, referenceOf } from "../../model/stored-value.js";
import { digestsOf } from "../digest.js";
import type { LockedFlow, LockedFlows } from "../lock-file.js";

/** What becomes of one flow. */
export const actions = ["create", "change", "adopt", "unchanged", "orphaned", "delete"] as const;
export type Action = (typeof actions)[number];

/** One flow of a plan. */
export interface PlannedFlow {
  readonly name: string;
  readonly action: Action;
  readonly type: string;
  readonly project: string;
  /** Of the stored flow, if there is one. */
  readonly id?: string;
  readonly stored?: { readonly digest: string; readonly updatedAt: string | null };
  /** What is stored after an apply. */
  readonly planned?: { readonly digest: string };
  /** From what is stored to what is planned. */
  readonly changes: readonly Change[];
  /** The parts of the body that changed on the server since the last apply. */
  readonly drift: readonly string[];
  /** Stored fields that the code doesn't say: an apply keeps them. */
  readonly kept: readonly string[];
  /** The ids of the stored flows of the same project and type beside which another one is created. */
  readonly beside?: readonly string[];
  /** Why nothing can be done for the flow yet. */
  readonly problem?: string;
}

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

/** What an apply would do, in the order of the code; what the code no longer has comes last. */
export function planFlows(situation: Situation): readonly PlannedFlow[] {
  const { bodies, locked } = situation;
  const inCode = Object.entries(bodies).map(([name, body]) => planFlow(name, body, situation));
  const orphaned = Object.entries(locked)
    .filter(([name]) => !Object.hasOwn(bodies, name))
    .map(([name, entry]) => orphan(name, entry, situation));
  return [...inCode, ...orphaned];
}

function planFlow(name: string, body: AnyFlowBody, situation: Situation): PlannedFlow {
  const code = flowDataOf(body, flowTypes);
  const entry = situation.locked[name];
  if (!entry) return planNew(name, body, situation);
  const stored = situation.stored.find((flow) => isOf(entry.id, flow));
  const problem = moveOf(entry, code) ?? (stored && unlike(stored, body));
  if (problem) return { ...identityOf(name, code), ...nothing, action: "change", problem };
  if (!stored) return create(name, code, []);
  const drift = driftOf(entry, flowDataOf(stored, flowTypes));
  const planned = toward(name, code, stored);
  return { ...planned, drift, action: planned.changes.length > 0 ? "change" : "unchanged" };
}

/** A flow that the lock doesn't know: one that is stored may be the same, which only its owner can say. */
function planNew(name: string, body: AnyFlowBody, situation: Situation): PlannedFlow {
  const code = flowDataOf(body, flowTypes);
  const decided = situation.decisions[name];
  const alike = strangersLike(code, situation);
  if (decided === "create" || (alike.length === 0 && !decided)) return create(name, code, alike);
  const chosen = decided ? alike.filter((flow) => isOf(decided.adopt, flow)) : alike;
  const [only, ...others] = chosen;
  if (only && others.length === 0) {
    const unable = unlike(only, body);
    if (unable) return { ...identityOf(name, code), ...nothing, action: "adopt", problem: unable };
    const problem = decided ? undefined : undecided(name, alike);
    return { ...toward(name, code, only), action: "adopt", ...(problem && { problem }) };
  }
  const problem = decided ? undefined : undecided(name, alike);
  const none = "no stored flow of this project and type, outside the lock, has the id to adopt";
  return { ...identityOf(name, code), ...nothing, action: "adopt", problem: problem ?? none };
}

/** The stored flows of the same project and type that the lock doesn't know. */
function strangersLike(code: FlowData, { locked, stored }: Situation): readonly AnyStoredFlow[] {
  const known = new Set(Object.values(locked).map(({ id }) => referenceOf(id)));
  return stored.filter((flow) => !known.has(referenceOf(flow)) && isAlike(flow, code));
}

function isOf(id: string, stored: AnyStoredFlow): boolean {
  return referenceOf(id) === referenceOf(stored);
}

function undecided(name: string, alike: readonly AnyStoredFlow[]): string {
  const ids = alike.map(({ _id }) => _id);
  const whose = ids.length === 1 ? `${ids[0]} has` : `${ids.join(" and ")} have`;
  return `it isn't in the lock, and ${whose} the same project and type: add --adopt ${name}=${ids[0]} to take that one over, or --create ${name} to make another`;
}

const nothing = { changes: [], drift: [], kept: [] } as const;

function create(name: string, code: FlowData, alike: readonly AnyStoredFlow[]): PlannedFlow {
  const changes = compareFlows({ type: code.type.type }, code.data as unknown as AnyFlowBody);
  const { digest } = digestsOf(code);
  const beside = alike.length === 0 ? {} : { beside: alike.map(({ _id }) => _id) };
  const planned = { digest };
  return { ...identityOf(name, code), ...nothing, action: "create", planned, changes, ...beside };
}

/** A change of the stored flow into what the code says, on top of what it doesn't say. */
function toward(name: string, code: FlowData, stored: AnyStoredFlow): Omit<PlannedFlow, "action"> {
  const { type, data } = flowDataOf(stored, flowTypes);
  const merged = overlaid(type.rows, data, code.data);
  const planned = { ...merged, type: type.type };
  const { digest } = digestsOf({ type, data });
  return {
    ...identityOf(name, code),
    id: stored._id,
    stored: { digest, updatedAt: stored.updatedAt ?? null },
    planned: { digest: digestsOf({ type, data: planned }).digest },
    changes: compareFlows(stored, planned),
    drift: [],
    kept: keptIn(type.rows, data, code.data),
  };
}

function orphan(name: string, entry: LockedFlow, { stored, prune }: Situation): PlannedFlow {
  const { id, type, project } = entry;
  const found = stored.find((flow) => isOf(id, flow));
  const action = prune ? "delete" : "orphaned";
  const flow = { name, action, id, type, project, ...nothing } as const;
  if (!found || found.type !== type || otherShapeOf(found)) return flow;
  const data = flowDataOf(found, flowTypes);
  const { digest } = digestsOf(data);
  return {
    ...flow,
    stored: { digest, updatedAt: found.updatedAt ?? null },
    drift: driftOf(entry, data),
  };
}

function identityOf(name: string, { type, data }: FlowData) {
  return { name, type: type.type, project: String(fieldOf(data, "project")) };
}

/** A stored flow keeps its project and its type for life. */
function moveOf(entry: LockedFlow, { type, data }: FlowData): string | undefined {
  const project = fieldOf(data, "project");
  const from = `${entry.type} flow of project ${entry.project}`;
  if (entry.type === type.type && referenceOf(entry.project) === referenceOf(project)) return;
  return `it is stored as the ${from}: a stored flow can't move, so give this one another name`;
}

function isAlike(stored: AnyStoredFlow, { type, data }: FlowData): boolean {
  const sameProject = referenceOf(stored.project) === referenceOf(fieldOf(data, "project"));
  return stored.type === type.type && sameProject;
}

/** The sections whose digest isn't the lock's. What a merge left unknown is taken to be as it was. */
function driftOf(entry: LockedFlow, stored: FlowData): readonly string[] {
  const { digest, sections } = digestsOf(stored);
  if (entry.digest === undefined || entry.digest === digest) return [];
  const names = new Set([...Object.keys(sections), ...Object.keys(entry.sections)]);
  const moved = [...names].filter((name) => sections[name] !== entry.sections[name]);
  return moved.length > 0 ? moved : people(stored);
}

/** What has no digest of its own. */
function people({ type }: FlowData): readonly string[] {
  return Object.entries(type.rows)
    .filter(([, row]) => row.kind === "records")
    .map(([name, row]) => row.wire ?? name);
}

/** The stored part of a body with what the code says of it. */
function overlaid(rows: Rows, stored: unknown, code: unknown): JsonObject {
  const under = isJsonObject(stored) ? stored : {};
  const over = Object.entries(rows).flatMap(([name, row]) => {
    const wire = row.wire ?? name;
    const said = fieldOf(code, wire);
    if (said === undefined) return [];
    return [[wire, isNested(row) ? overlaid(row.rows, under[wire], said) : said] as const];
  });
  return { ...under, ...Object.fromEntries(over) };
}

/** The paths of what is stored and not said. */
function keptIn(rows: Rows, stored: unknown, code: unknown, within = ""): readonly string[] {
  return Object.entries(rows).flatMap(([name, row]) => {
    const wire = row.wire ?? name;
    const path = row.kind === "group" ? within : within + name;
    return keptOf(row, fieldOf(stored, wire), fieldOf(code, wire), path);
  });
}

function keptOf(row: Row, stored: unknown, said: unknown, path: string): readonly string[] {
  if (isBlank(stored)) return [];
  if (!isNested(row)) return said === undefined ? [path] : [];
  return keptIn(row.rows, stored, said, path === "" || row.kind === "group" ? path : `${path}.`);
}
