import type { Fields } from "../fields/field.js";
import { bodyFields } from "./fields.js";

/**
 * Where the builder's user meets a path of the body: `document.minScore` for
 * `onboardingSettings.document.compareMinScore`. What the table does not know stays as it is.
 */
export function builderPath(bodyPath: string): string {
  return named(bodyFields, bodyPath.split(".")) ?? bodyPath;
}

function named(fields: Fields, [segment, ...rest]: readonly string[]): string | undefined {
  const row = Object.entries(fields).find(([name, field]) => (field.wire ?? name) === segment);
  if (!row) return undefined;
  const [name, field] = row;
  if (rest.length === 0) return name;
  if (!("fields" in field)) return undefined;
  const inner = named(field.fields, rest);
  return inner && (field.inline ? inner : `${name}.${inner}`);
}
