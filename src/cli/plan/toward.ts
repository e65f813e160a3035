import type { Change } from "../../compare/changes.js";
import { compareFlows } from "../../flows/compare.js";
import { flowTypes } from "../../flows/types.js";
import { type FlowData, flowDataOf } from "../../model/flow-data.js";
import { fieldOf, isJsonObject, type JsonObject } from "../../model/json.js";
import { isNested, type Row, type Rows } from "../../model/row.js";
import type { AnyStoredFlow } from "../../model/stored-flow.js";
import { isBlank } from "../../model/stored-value.js";
import { digestOf, digestOfFlow } from "../digest.js";
import { type HiddenField, hiddenFields, withHidden } from "../hidden.js";
import type { LockedFlow } from "../lock-file.js";
import { driftOf } from "./drift.js";
import { identityOf, type PlannedFlow } from "./planned-flow.js";

/** A change of the stored flow into what the code says, on top of what it doesn't say. */
export function toward(
  name: string,
  code: FlowData,
  stored: AnyStoredFlow,
  entry?: LockedFlow,
): Omit<PlannedFlow, "action"> {
  const { type, data } = flowDataOf(stored, flowTypes);
  const planned = { ...overlaid(type.rows, data, code.data), type: type.type };
  const hidden = hiddenFields(code, stored).filter(({ path }) => path in (entry?.hidden ?? {}));
  const unchanged = entry ? asApplied(hidden, entry, { type, data }) : [];
  const changes = compareFlows({ ...withHidden(data, unchanged), type: type.type }, planned);
  const digest = digestOfFlow({ type, data });
  const isSame = changes.length === 0 && hidden.length === 0;
  const unsaid = Object.keys(entry?.hidden ?? {}).filter((path) => !isSaid(path));
  return {
    ...identityOf(name, code),
    id: stored._id,
    stored: { digest, updatedAt: stored.updatedAt ?? null },
    planned: { digest: isSame ? digest : digestOfFlow({ type, data: planned }) },
    changes: changes.map((change) => (isHidden(change) ? ofUnseen(change) : change)),
    drift: entry ? driftOf(entry, { type, data, digest }, hidden, changes) : [],
    kept: [...keptIn(type.rows, data, code.data), ...unsaid],
    hidden: hidden.map(({ path }) => path),
  };

  function isSaid(path: string): boolean {
    return hiddenFields(code, {}).some((field) => field.path === path);
  }

  function isHidden({ path }: Change): boolean {
    return hidden.some((field) => field.path === path);
  }
}

/** What a change does to a field whose value nobody sees, nobody knows, unless no value makes a difference. */
function ofUnseen(change: Change): Change {
  return { ...change, effect: change.effect === "neutral" ? "neutral" : "unclear" };
}

/** Those of the hidden fields of which the code says what was last applied. */
function asApplied(
  hidden: readonly HiddenField[],
  entry: LockedFlow,
  { type, data }: FlowData,
): readonly HiddenField[] {
  const people = hidden.filter(({ holdsPeople }) => holdsPeople);
  const digest = digestOfFlow({ type, data: withHidden(data, people) });
  return hidden.filter(({ path, holdsPeople, said }) =>
    holdsPeople ? digest === entry.digest : digestOf(said) === entry.hidden?.[path],
  );
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
