import type { Issue } from "../check/invalid-flow-error.js";
import { nearest } from "../check/nearest.js";
import { show } from "../check/show.js";
import type { Rows } from "../model/row.js";
import { walk } from "../model/walk.js";

/** What is said of a name that the table doesn't have there: the one that was meant, if that can be told. */
export function unknownAt(path: string, name: string, here: Rows, all: Rows): Issue {
  const wires = Object.entries(here).map(([builder, row]) => row.wire ?? builder);
  const meant = here[name]?.wire ?? nearest(name, wires) ?? elsewhere(name, all);
  const expected = meant ?? `one of ${wires.join(", ")}`;
  const cure = meant === undefined ? `expected ${expected}` : `did you mean ${meant}?`;
  return {
    path,
    message: `${show(name)} is not known here: ${cure}`,
    expected,
    received: show(name),
  };
}

/** The path of a field of the name in another part of the body, the nearest to the top. */
function elsewhere(name: string, all: Rows): string | undefined {
  const paths: string[] = [];
  walk(all, ({ wire, bodyPath }) => {
    if (wire === name) paths.push(bodyPath);
  });
  const depth = (path: string) => path.split(".").length;
  return paths.sort((one, other) => depth(one) - depth(other))[0];
}
