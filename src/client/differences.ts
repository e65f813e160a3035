import { fieldOf, isJsonObject, type JsonObject } from "../model/json.js";
import { isNested, type NestedRow, type Row, type Rows } from "../model/row.js";
import { isBlank } from "../model/stored-value.js";
import { holdsValue } from "./same-flow.js";

/** A field that isn't stored as it's wanted. */
export interface Difference {
  /** The builder's path of it. */
  readonly path: string;
  /** Whether the server may have it all the same. */
  readonly mayBeHidden: boolean;
}

/** A server doesn't show every URL and every list of people. */
export function canBeHidden({ kind }: Row): boolean {
  return kind === "records" || kind === "url";
}

/** The fields that are wanted, and of which something else is stored. */
export function differences(
  rows: Rows,
  stored: unknown,
  wanted: unknown,
  within = "",
): readonly Difference[] {
  return Object.entries(rows).flatMap(([name, row]) => {
    const wire = row.wire ?? name;
    const [there, here] = [fieldOf(stored, wire), fieldOf(wanted, wire)];
    if (here === undefined) return [];
    if (isNested(row)) {
      return differences(
        row.rows,
        there,
        here,
        row.kind === "group" ? within : `${within}${name}.`,
      );
    }
    const isHeld = isBlank(there) ? isBlank(here) : holdsValue(row, there, here);
    const mayBeHidden = isBlank(there) && canBeHidden(row);
    return isHeld ? [] : [{ path: within + name, mayBeHidden }];
  });
}

/** The top-level fields to send, each whole, so that the flow is stored as it's wanted. */
export function changeOf(rows: Rows, stored: unknown, wanted: unknown): JsonObject {
  const changed = Object.entries(rows).flatMap(([name, row]) => {
    if (differences({ [name]: row }, stored, wanted).length === 0) return [];
    const wire = row.wire ?? name;
    const [there, here] = [fieldOf(stored, wire), fieldOf(wanted, wire)];
    return [[wire, isNested(row) ? whole(row, there, here) : here]];
  });
  return Object.fromEntries(changed);
}

/** What the server writes into each part of a flow by itself. */
const serversOwn = ["_id", "__v"];

/** A section with what is wanted, and all else as it's stored. A field that is stored as nothing isn't sent back. */
function whole({ rows }: NestedRow, stored: unknown, wanted: unknown): JsonObject {
  const known = Object.entries(rows).flatMap(([name, row]) => {
    const wire = row.wire ?? name;
    const [there, here] = [fieldOf(stored, wire), fieldOf(wanted, wire)];
    if (isNested(row) && (isJsonObject(there) || here)) return [[wire, whole(row, there, here)]];
    const value = here ?? there;
    return value === undefined || value === null || value === "" ? [] : [[wire, value]];
  });
  const wires = Object.entries(rows).map(([name, row]) => row.wire ?? name);
  const others = Object.entries(isJsonObject(stored) ? stored : {}).filter(
    ([name]) => !wires.includes(name) && !serversOwn.includes(name),
  );
  return Object.fromEntries([...known, ...others]);
}
