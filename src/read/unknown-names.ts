import type { Issue } from "../check/invalid-flow-error.js";
import { nearest } from "../check/nearest.js";
import { unknownChoice } from "../check/options.js";
import { isJsonObject } from "../model/json.js";
import { isNested, type Rows } from "../model/row.js";
import { walk } from "../model/walk.js";
import { fieldPath } from "./path.js";

/** What is said of a name that the table doesn't have there: the one that was meant, if that can be told. */
export function unknownAt(path: string, name: string, here: Rows, all: Rows): Issue {
  const wires = Object.entries(here).map(([builder, row]) => row.wire ?? builder);
  const meant = here[name]?.wire ?? nearest(name, wires) ?? elsewhere(name, all);
  return unknownChoice(path, name, wires, meant);
}

/** What is said of each field of a body that the table doesn't have where it stands. */
export function unknownFields(rows: Rows, given: unknown, all = rows, path = ""): readonly Issue[] {
  if (!isJsonObject(given)) return [];
  const fields = new Map(Object.entries(rows).map(([name, row]) => [row.wire ?? name, row]));
  return Object.keys(given).flatMap((name) => {
    const row = fields.get(name);
    if (!row) return [unknownAt(fieldPath(path, name), name, rows, all)];
    if (!isNested(row)) return [];
    return unknownFields(row.rows, given[name], all, fieldPath(path, name));
  });
}

/** The path of a field of the name in another part of the body, the nearest to the top. */
function elsewhere(name: string, all: Rows): string | undefined {
  const paths: string[] = [];
  walk(all, ({ wire, bodyPath }) => {
    if (wire === name) paths.push(bodyPath);
  });
  const depth = (path: string) => path.split(".").length;
  const nearestTop = paths.sort((one, other) => depth(one) - depth(other))[0];
  return nearestTop === name ? `${name} at the top level` : nearestTop;
}
