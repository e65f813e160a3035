import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { fieldOf, parseJson } from "../model/json.js";

/** The line with which a run takes a journal. */
export interface Claim {
  readonly run: string;
  readonly pid: number;
  /** When the process began, so that a later one with the same number isn't taken for it. */
  readonly began: string;
  /** Where process numbers mean the same: the machine since it booted, or a container. */
  readonly place: string;
}

/** A process elsewhere can't be asked. It's taken to be alive if the file was touched so recently. */
const silence = 60_000;

/** Runs of this process that are over, whether or not they could still write it down. */
const over = new Set<string>();

export async function claimLine(run: string): Promise<string> {
  const { pid } = process;
  return JSON.stringify({ run, pid, began: await beginOf(pid), place: await here() });
}

export function releaseLine(run: string): string {
  over.add(run);
  return JSON.stringify({ released: run });
}

/**
 * The run that has the journal, if another one claimed it first and is alive. The file's order decides:
 * two runs that claim at the same moment agree on it.
 */
export async function rivalOf(
  run: string,
  lines: readonly string[],
  touchedAt: number,
): Promise<Claim | undefined> {
  const records = lines.map(parseJson);
  const released = new Set(records.map((record) => fieldOf(record, "released")));
  for (const claim of records.filter(isClaim)) {
    if (claim.run === run) return undefined;
    if (!released.has(claim.run) && (await isAlive(claim, touchedAt))) return claim;
  }
  return undefined;
}

function isClaim(record: unknown): record is Claim {
  return typeof fieldOf(record, "run") === "string" && typeof fieldOf(record, "pid") === "number";
}

async function isAlive({ run, pid, began, place }: Claim, touchedAt: number): Promise<boolean> {
  if (place !== (await here())) return Date.now() - touchedAt < silence;
  if (over.has(run) || began !== (await beginOf(pid))) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return fieldOf({ ...(error as object) }, "code") !== "ESRCH"; // else it's another user's, and alive
  }
}

/** Where a run is, for people. */
export async function placeName({ place }: Claim): Promise<string> {
  return place === (await here()) ? "this machine" : (place.split(" ")[0] ?? "another machine");
}

/** Linux tells when a process began; elsewhere nothing does. */
async function beginOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

async function here(): Promise<string> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  const processes = await readlink("/proc/self/ns/pid").catch(() => "");
  return [hostname(), boot.trim(), processes].join(" ").trim();
}
