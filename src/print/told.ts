import { fieldOf } from "../model/json.js";
import { isNested } from "../model/row.js";
import type { Held } from "./held.js";
import { codeSpan } from "./markdown.js";
import type { Saying } from "./wording.js";

/** What is said of a field. */
export interface Told {
  /** The field's path on the builder. */
  readonly path: string;
  readonly says: string;
  /** What makes somebody fail because of it. */
  readonly fails?: string | undefined;
}

/** What is said of a field, or of all in a part of a flow. Nothing of a value that isn't allowed. */
export function toldOf(held: Held, sayings: unknown, none: string): readonly Told[] {
  const { row, name, path, value, inner, issues } = held;
  const own = fieldOf(sayings, name);
  if (isNested(row)) return inner.flatMap((field) => toldOf(field, own, none));
  if (issues.length > 0) return [];
  if (row.kind === "records") return [{ path, says: counted(value, own, path) }];
  const saying = isSaying(own) ? own : fieldOf(own, String(value));
  const shown = shownAs(value, none);
  return [isSaying(saying) ? filled(saying, shown, path) : { path, says: plain(path, shown) }];
}

/** What is said of something else than a field. */
export function filled(saying: Saying, shown = "", path = ""): Told {
  const [says, fails] = typeof saying === "string" ? [saying] : saying;
  return { path, says: filling(says, shown), fails: fails && filling(fails, shown) };
}

function filling(sentence: string, shown: string): string {
  return sentence.replaceAll("{}", () => shown);
}

function isSaying(given: unknown): given is Saying {
  return typeof given === "string" || Array.isArray(given);
}

function plain(path: string, shown: string): string {
  return `${codeSpan(path)}: ${shown}`;
}

function shownAs(value: unknown, none: string): string {
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value)) return codeSpan(String(value));
  return value.length > 0 ? value.map((item) => codeSpan(String(item))).join(", ") : none;
}

/** How many records there are, and how many have each field: what they say is personal data. */
function counted(value: unknown, sayings: unknown, path: string): string {
  const records = Array.isArray(value) ? value : [];
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  const parts = [...names].map((name) => {
    const saying = fieldOf(sayings, name);
    const having = records.filter((record) => Object.hasOwn(record, name)).length;
    return isSaying(saying) ? filled(saying, String(having)).says : `${codeSpan(name)}: ${having}`;
  });
  const all = fieldOf(sayings, "all");
  const whole = isSaying(all)
    ? filled(all, String(records.length)).says
    : plain(path, `${records.length}`);
  return parts.length > 0 ? `${whole} (${parts.join(", ")})` : whole;
}
