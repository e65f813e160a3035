import type { Rows } from "./row.js";
import { walk } from "./walk.js";

/**
 * Where the builder's user meets a path of the body: `document.minScore` for
 * `onboardingSettings.document.compareMinScore`, `whiteList[3].email` for `whiteList.3.email`. What
 * the table doesn't know stays as it is.
 */
export function builderPath(rows: Rows, bodyPath: string): string {
  const indexes: string[] = [];
  const generic = bodyPath.replace(/\[(\d+)\]|\.(\d+)(?=\.|$)/g, (_, one, other) => {
    indexes.push(one ?? other);
    return "[]";
  });
  const paths = new Map<string, string>();
  walk(rows, (place) => paths.set(place.bodyPath, place.path));
  return paths.get(generic)?.replace(/\[\]/g, () => `[${indexes.shift()}]`) ?? bodyPath;
}
