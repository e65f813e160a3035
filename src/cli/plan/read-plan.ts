import { readFile } from "node:fs/promises";
import { show } from "../../check/show.js";
import { fieldOf, isJsonObject, parseJson } from "../../model/json.js";
import { CommandError } from "../command-error.js";
import { digestOf } from "../digest.js";
import type { Plan } from "./plan.js";
import { planSchema, type Schema } from "./schema.js";

/** A plan that `plan --out` or `plan --json` wrote, whole and as it was written. */
export async function readPlan(path: string): Promise<Plan> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw unreadable(`${path} can't be read: ${String(error)}`);
  });
  return planIn(text, path);
}

/** The plan that the text of a file stands for. */
export function planIn(text: string, path: string): Plan {
  const parsed = parseJson(text);
  if (fieldOf(parsed, "format") !== "verifik-flow/plan" || !isJsonObject(parsed)) {
    throw unreadable(`${path} isn't a plan: \`verifik-flow plan --out\` writes one`);
  }
  const version = fieldOf(parsed, "formatVersion");
  if (typeof version === "string" && !version.startsWith("1.")) {
    throw unreadable(`${path} has version ${version}: this command reads 1.x. Make a new plan`);
  }
  const [fault] = faultsIn(planSchema, parsed, "");
  if (fault !== undefined)
    throw unreadable(`${path} isn't a whole plan: ${fault}. Make a new plan`);
  const { $schema: _, outcome: __, digest, ...rest } = parsed;
  if (digest !== digestOf(rest)) {
    throw unreadable(`${path} was edited since \`plan --out\` wrote it: make a new plan`);
  }
  return { ...rest, digest } as unknown as Plan;
}

function unreadable(reason: string): CommandError {
  return new CommandError("PLAN_UNREADABLE", reason);
}

/** What the schema doesn't allow, in sentences. */
function faultsIn(schema: Schema, value: unknown, path: string): readonly string[] {
  const expected = expectedOf(schema, value);
  if (expected !== undefined) return [`${path} is ${show(value)}: expected ${expected}`];
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    return value.flatMap((item, index) => faultsIn(items, item, `${path}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  const within = path === "" ? "" : `${path}.`;
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  const inner = Object.entries(schema.properties ?? {}).filter(([name]) =>
    Object.hasOwn(value, name),
  );
  return [
    ...missing.map((name) => `${within}${name} is missing`),
    ...inner.flatMap(([name, one]) => faultsIn(one, value[name], within + name)),
  ];
}

/** What the value itself isn't, whatever is inside it; `undefined` if it's as it should be. */
function expectedOf(schema: Schema, value: unknown): string | undefined {
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) return types.join(" or ");
  const words = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (words.length > 0 && !words.some((word) => word === value)) return words.join(", ");
  const { pattern, minimum } = schema;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(String(value))) return pattern;
  return minimum !== undefined && Number(value) < minimum ? `at least ${minimum}` : undefined;
}

function isOfType(type: string, value: unknown): boolean {
  if (type === "object") return isJsonObject(value);
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return type === "null" ? value === null : typeof value === type;
}
