import { canBeHidden } from "../client/differences.js";
import type { FlowData } from "../model/flow-data.js";
import { isJsonObject, type JsonObject, valueAt } from "../model/json.js";
import type { Rows } from "../model/row.js";
import { isBlank } from "../model/stored-value.js";
import { type Place, walk } from "../model/walk.js";
import { digestOf } from "./digest.js";

/**
 * Fields that the server didn't show after they were applied, by the builder's path: a digest of what was applied, or
 * null for people, whom a digest might give away. The digest of the whole flow counts those people in.
 */
export type Hidden = Readonly<Record<string, string | null>>;

/** A field that the code says and the server doesn't show. */
export interface HiddenField {
  readonly path: string;
  readonly bodyPath: string;
  readonly holdsPeople: boolean;
  /** What the code says. */
  readonly said: unknown;
}

/** The fields that the code says and that a stored flow may have without showing them. */
export function hiddenFields({ type, data }: FlowData, stored: unknown): readonly HiddenField[] {
  return placesIn(type.rows)
    .map(({ path, bodyPath, row }) => {
      return { path, bodyPath, holdsPeople: row.kind === "records", said: valueAt(data, bodyPath) };
    })
    .filter(({ bodyPath, said }) => !isBlank(said) && isBlank(valueAt(stored, bodyPath)));
}

const placesByRows = new WeakMap<Rows, readonly Place[]>();

function placesIn(rows: Rows): readonly Place[] {
  const known = placesByRows.get(rows);
  if (known) return known;
  const places: Place[] = [];
  walk(rows, (place) => {
    if (canBeHidden(place.row) && !place.bodyPath.includes("[]")) places.push(place);
  });
  placesByRows.set(rows, places);
  return places;
}

/** What the lock has of the fields. */
export function hiddenOf(fields: readonly HiddenField[]): Hidden {
  return Object.fromEntries(
    fields.map(({ path, holdsPeople, said }) => [path, holdsPeople ? null : digestOf(said)]),
  );
}

/** The stored flow as it is if each of the fields holds what the code says. */
export function withHidden(stored: JsonObject, fields: readonly HiddenField[]): JsonObject {
  return fields.reduce(
    (data, { bodyPath, said }) => withAt(data, bodyPath.split("."), said),
    stored,
  );
}

function withAt(
  data: JsonObject,
  [name = "", ...inner]: readonly string[],
  value: unknown,
): JsonObject {
  const under = data[name];
  const object = isJsonObject(under) ? under : {};
  return { ...data, [name]: inner.length === 0 ? value : withAt(object, inner, value) };
}
