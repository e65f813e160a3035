import { isNested, type Rows, type ValueRow } from "../../src/model/row.js";
import { walk } from "../../src/model/walk.js";

/** A field of one value: not a section, and not within a list. */
export interface BodyField {
  readonly path: string;
  readonly bodyPath: string;
  readonly row: ValueRow;
}

/** Every field of one value, in the table's order. */
export function bodyFields(rows: Rows): readonly BodyField[] {
  return walk<readonly BodyField[]>(rows, ({ path, bodyPath, row }, inner) =>
    isNested(row) ? inner.flat() : [{ path, bodyPath, row }],
  ).flat();
}

/** The JSON with a field at the path, or without it if the value is `undefined`. */
export function withField(json: unknown, bodyPath: string, value: unknown): object {
  const [name = "", ...rest] = bodyPath.split(".");
  const { [name]: old, ...others } = isObject(json) ? json : {};
  const written = rest.length > 0 ? withField(old, rest.join("."), value) : value;
  return written === undefined ? others : { ...others, [name]: written };
}

/** The value at the path; `undefined` if there is none. */
export function fieldAt(json: unknown, bodyPath: string): unknown {
  return bodyPath
    .split(".")
    .reduce((within, name) => (isObject(within) ? within[name] : undefined), json);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
