import type { Change } from "../../compare/changes.js";
import type { FlowData } from "../../model/flow-data.js";
import { fieldOf } from "../../model/json.js";
import { isBlank } from "../../model/stored-value.js";
import { digestOfFlow, digestsOf } from "../digest.js";
import { type HiddenField, withHidden } from "../hidden.js";
import type { LockedFlow } from "../lock-file.js";

/** The sections whose digest isn't the lock's. After a merge left it unknown, whatever would change counts. */
export function driftOf(
  entry: LockedFlow,
  { type, data, digest }: FlowData & { readonly digest: string },
  hidden: readonly HiddenField[],
  changes: readonly Change[],
): readonly string[] {
  if (entry.digest === undefined) return [...new Set(changes.map(sectionOf))];
  const people = hidden.filter(({ holdsPeople }) => holdsPeople);
  const whole = { type, data: withHidden(data, people) };
  const now = people.length === 0 ? digest : digestOfFlow(whole);
  if (entry.digest === now) return [];
  const { sections } = digestsOf(whole);
  const names = new Set([...Object.keys(sections), ...Object.keys(entry.sections)]);
  const moved = [...names].filter((name) => sections[name] !== entry.sections[name]);
  if (moved.length > 0) return moved;
  return peopleRows(type).filter((path) => !isHiddenStill(path));

  /** Of people who were never shown, only what the code says can have changed. */
  function isHiddenStill(path: string): boolean {
    return path in (entry.hidden ?? {}) && isBlank(fieldOf(data, path));
  }
}

/** The part of the body that a change is in. */
export function sectionOf({ bodyPath }: Change): string {
  return bodyPath.split(/[.[]/)[0] ?? "";
}

/** What has no digest of its own. */
function peopleRows({ rows }: FlowData["type"]): readonly string[] {
  return Object.entries(rows)
    .filter(([, row]) => row.kind === "records")
    .map(([name, row]) => row.wire ?? name);
}
