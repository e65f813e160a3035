import type { Row, Rows } from "./row.js";

/** A row and where it stands. */
export interface Place {
  /** The builder's name for it. */
  readonly name: string;
  /** Its name in the body. */
  readonly wire: string;
  /** Where the builder's user meets it: `document.minScore`. */
  readonly path: string;
  /** Where it is in the body: `onboardingSettings.document.compareMinScore`. */
  readonly bodyPath: string;
  readonly row: Row;
}

/**
 * Visits every row, in the table's order, the inner rows of a row before the row itself. `visit` is
 * given what it returned for those inner rows, so that a walk can build a tree from the leaves up.
 *
 * `walk(onboarding.rows, ({ path, row }) => console.log(path, row.kind))`
 */
export function walk<Result>(
  rows: Rows,
  visit: (place: Place, inner: readonly Result[]) => Result,
  within: Pick<Place, "path" | "bodyPath"> = { path: "", bodyPath: "" },
): readonly Result[] {
  return Object.entries(rows).map(([name, row]) => {
    const wire = row.wire ?? name;
    const path = within.path + name;
    const bodyPath = within.bodyPath + wire;
    const place = { name, wire, path, bodyPath, row };
    if (!("rows" in row)) return visit(place, []);
    const dot = row.kind === "records" ? "[]." : ".";
    const prefix = row.kind === "group" ? within.path : path + dot;
    return visit(place, walk(row.rows, visit, { path: prefix, bodyPath: bodyPath + dot }));
  });
}
