import { readFile } from "node:fs/promises";
import { ObjectId } from "../flows/shared/guards.js";
import { fieldOf, isJsonObject, type JsonObject, parseJson } from "../model/json.js";
import { CommandError } from "./command-error.js";
import { isName } from "./config/read.js";
import type { Hidden } from "./hidden.js";

/** The newest version of the file that this version of the command reads. */
const lockVersion = 1;

/** The stored flow that a name of the code stands for, and what was last applied to it. */
export interface LockedFlow {
  readonly id: string;
  readonly type: string;
  readonly project: string;
  /** Of all that was stored after the last apply; unknown after a merge. */
  readonly digest?: string;
  /** Of each part of the body that holds nobody's data, by its name in the body. */
  readonly sections: Readonly<Record<string, string>>;
  readonly hidden?: Hidden;
}

export type LockedFlows = Readonly<Record<string, LockedFlow>>;

/** By environment, then by the flow's name in the code. */
export type Lock = Readonly<Record<string, LockedFlows>>;

/** The lock in the file; an empty one if there's no file. Throws {@link CommandError}. */
export async function readLock(path: string): Promise<Lock> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (fieldOf({ ...(error as object) }, "code") === "ENOENT") return undefined;
    throw new CommandError("LOCK_UNREADABLE", `${path} can't be read: ${String(error)}`);
  });
  return text === undefined ? {} : lockIn(text, path);
}

/** The lock that the text of a file stands for. */
export function lockIn(text: string, path: string): Lock {
  refuseConflict(text, path);
  const parsed = parseJson(text);
  if (!isJsonObject(parsed)) {
    const cure = "restore it from version control";
    throw new CommandError("LOCK_UNREADABLE", `${path} isn't whole JSON: ${cure}`);
  }
  const version = parsed["lockVersion"];
  if (version !== lockVersion) {
    throw Number(version) > lockVersion
      ? new CommandError(
          "LOCK_NEWER",
          `${path} was written by a newer verifik-flow (lockVersion ${String(version)}): upgrade the package`,
        )
      : unreadable(path, "lockVersion");
  }
  return locksIn(parsed, path);
}

/** Sorted and one key a line, so that version control merges what doesn't touch the same flow. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify({ lockVersion, environments: sorted(lock) }, null, 2)}\n`;
}

/** The lock with another entry for the flow, or none. */
export function withLocked(
  lock: Lock,
  environment: string,
  name: string,
  entry: LockedFlow | undefined,
): Lock {
  const { [name]: _, ...others } = lock[environment] ?? {};
  return { ...lock, [environment]: entry ? { ...others, [name]: entry } : others };
}

function refuseConflict(text: string, path: string): void {
  const lines = text.split("\n");
  const marked = lines.flatMap((line, index) => (/^(<{7}|>{7})/.test(line) ? [index + 1] : []));
  if (marked.length === 0) return;
  const where = marked.length === 1 ? `line ${marked[0]}` : `lines ${marked.join(", ")}`;
  throw new CommandError(
    "LOCK_CONFLICT",
    `${path} has conflict markers in ${where}: run \`verifik-flow lock resolve\``,
  );
}

function locksIn(parsed: JsonObject, path: string): Lock {
  const environments = objectIn(parsed, "environments", path);
  return Object.fromEntries(
    Object.keys(environments).map((environment) => {
      const flows = objectIn(environments, environment, path);
      const names = Object.keys(flows);
      const entries = names.map(
        (name) => [name, entryIn(objectIn(flows, name, path), name, path)] as const,
      );
      refuseShared(entries, `${path}: in ${environment},`);
      return [environment, Object.fromEntries(entries)];
    }),
  );
}

/** Else what the code keeps under one name could be deleted under the other. */
function refuseShared(entries: readonly (readonly [string, LockedFlow])[], where: string): void {
  const names = new Map<string, string>();
  for (const [name, { id }] of entries) {
    const other = names.get(id);
    if (other !== undefined) {
      throw new CommandError(
        "LOCK_CONFLICT",
        `${where} ${other} and ${name} stand for one stored flow, ${id}: remove the one that isn't in the code`,
      );
    }
    names.set(id, name);
  }
}

function entryIn(given: JsonObject, name: string, path: string): LockedFlow {
  const { id, type, project, digest } = given;
  const sections = objectIn(given, "sections", path);
  const hidden = given["hidden"] === undefined ? {} : objectIn(given, "hidden", path);
  if (
    !isName(name) ||
    !ObjectId.is(id) ||
    typeof type !== "string" ||
    typeof project !== "string" ||
    (digest !== undefined && typeof digest !== "string") ||
    !Object.values(sections).every((section) => typeof section === "string") ||
    !Object.values(hidden).every((field) => field === null || typeof field === "string")
  ) {
    throw unreadable(path, name);
  }
  return {
    id,
    type,
    project,
    ...(digest !== undefined && { digest }),
    sections: sections as Readonly<Record<string, string>>,
    ...(Object.keys(hidden).length > 0 && { hidden: hidden as Hidden }),
  };
}

function objectIn(parent: JsonObject, name: string, path: string): JsonObject {
  const value = fieldOf(parent, name);
  if (isJsonObject(value)) return value;
  throw unreadable(path, name);
}

function unreadable(path: string, name: string): CommandError {
  return new CommandError(
    "LOCK_UNREADABLE",
    `${path} isn't a lock of verifik-flow: ${name} is missing or has another shape: restore it from version control`,
  );
}

function sorted(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}
