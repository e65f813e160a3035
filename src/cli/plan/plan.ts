import { ObjectId } from "../../flows/shared/guards.js";
import { flowTypes } from "../../flows/types.js";
import type { FlowType } from "../../model/flow-type.js";
import { isJsonObject } from "../../model/json.js";
import type { Row } from "../../model/row.js";
import { walk } from "../../model/walk.js";
import { digestOf } from "../digest.js";
import type { LockedFlows } from "../lock-file.js";
import { planFlows, type Situation } from "./plan-flows.js";
import { type Action, isBlocked, type PlannedFlow } from "./planned-flow.js";

/** How many flows there are of each action, and how many of all changes go each way. */
type Summary = Readonly<Record<Action | "tightens" | "loosens" | "unclear" | "neutral", number>>;

/** A plan, as `--json` and `--out` write it. */
export interface Plan {
  readonly format: "verifik-flow/plan";
  readonly formatVersion: "1.0";
  readonly environment: string;
  readonly host: string;
  /** Of the bodies of the code's flows. */
  readonly configDigest: string;
  readonly lockDigest: string;
  /** Whether nothing has to be decided first. A flow that is blocked holds up no other one. */
  readonly applyable: boolean;
  readonly summary: Summary;
  readonly flows: readonly PlannedFlow[];
  /** Of all of the above: two plans with the same digest do the same. */
  readonly digest: string;
}

/** The plan for an environment. Holds no texts, lists of people or whole URLs: those are in the code. */
export function planOf(environment: string, host: string, situation: Situation): Plan {
  const flows = planFlows(situation).map(masked);
  const plan = {
    format: "verifik-flow/plan",
    formatVersion: "1.0",
    environment,
    host,
    configDigest: digestOf(situation.bodies),
    lockDigest: lockDigestOf(situation.locked),
    applyable: flows.every((flow) => flow.problem === undefined || isBlocked(flow)),
    summary: summaryOf(flows),
    flows,
  } as const;
  return { ...plan, digest: digestOf(plan) };
}

function lockDigestOf(locked: LockedFlows): string {
  return digestOf(Object.entries(locked).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function summaryOf(flows: readonly PlannedFlow[]): Summary {
  const actions = flows.map(({ action }) => action);
  const stored = flows.filter(({ action }) => action === "change" || action === "adopt");
  const effects = stored.flatMap(({ changes }) => changes.map(({ effect }) => effect));
  const count = (word: string) => [...actions, ...effects].filter((one) => one === word).length;
  return {
    create: count("create"),
    change: count("change"),
    adopt: count("adopt"),
    unchanged: count("unchanged"),
    orphaned: count("orphaned"),
    delete: count("delete"),
    blocked: count("blocked"),
    tightens: count("tightens"),
    loosens: count("loosens"),
    unclear: count("unclear"),
    neutral: count("neutral"),
  };
}

function masked(flow: PlannedFlow): PlannedFlow {
  if (flow.changes.length === 0) return flow;
  const type: FlowType | undefined = flowTypes.find(({ type }) => type === flow.type);
  const rows = new Map<string, Row>();
  if (type) walk(type.rows, ({ bodyPath, row }) => rows.set(bodyPath, row));
  const changes = flow.changes.map((change) => ({
    ...change,
    before: shown(rows.get(change.bodyPath), change.before),
    after: shown(rows.get(change.bodyPath), change.after),
  }));
  return { ...flow, changes };
}

/** What a plan shows of a value: it's kept in files and logs, where no personal data belongs. */
function shown(row: Row | undefined, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (row?.kind === "records") {
    return Array.isArray(value) ? `a list of ${value.length} (${digestOf(value)})` : "not a list";
  }
  if (row?.kind === "text") return "a text"; // a digest of a phone number gives the number away
  if (row?.kind === "url") return shownUrl(String(value));
  // What a server holds in place of a word, a number or an id can be anything, a person too.
  if (row?.kind === "id" && !ObjectId.is(value)) return "not an id";
  return isJsonObject(value) ? "an object" : value;
}

/** A query can hold a key. */
function shownUrl(text: string): string {
  const { origin, pathname } = URL.canParse(text)
    ? new URL(text)
    : { origin: "null", pathname: "" };
  if (origin === "null") return `a URL (${digestOf(text)})`;
  const plain = `${origin}${pathname === "/" ? "" : pathname}`;
  return plain === text ? text : `${plain} (${digestOf(text)})`;
}
