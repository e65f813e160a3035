import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { InvalidFlowError } from "../../check/invalid-flow-error.js";
import { printFlow } from "../../flows/print.js";
import { ObjectId } from "../../flows/shared/guards.js";
import { readStoredFlow } from "../../flows/stored.js";
import type { AnyStoredFlow } from "../../model/stored-flow.js";
import type { Command, CommonOptions, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import { chooseEnvironment, clientOf } from "../environment.js";
import { idOf } from "../id.js";
import type { LockedFlows } from "../lock-file.js";
import { listAll } from "../situation.js";
import { openWorkspace } from "../workspace.js";

export interface PullOptions extends CommonOptions {
  /** The name that the lock has for it, or its id; without one, every flow of the environment. */
  readonly flow?: string;
  readonly out?: string;
  readonly all?: boolean;
  readonly overwrite?: boolean;
}

/** Code that a file is to have. */
export interface CodeFile {
  readonly path: string;
  readonly code: string;
}

/** A stored flow as code. */
export interface PulledFlow extends CodeFile {
  readonly name: string;
  readonly stored: AnyStoredFlow;
  /** Where values are stored that the builder doesn't take, or doesn't know. */
  readonly leftOut: readonly string[];
}

/** A stored flow that can't be code, and why. */
export interface SkippedFlow {
  readonly id: string;
  readonly reason: string;
}

/** Prints stored flows as builder code into files. */
export const pull: Command<PullOptions> = async (options, context) => {
  const { flow, out = "flows", all = false, overwrite = false } = options;
  if ((flow === undefined) !== all) {
    throw new CommandError("USAGE", "say which flow, by its name or its id, or else add --all");
  }
  const workspace = await openWorkspace(context.folder, options.config);
  const environment = chooseEnvironment(workspace.config, options.env);
  const locked = workspace.lock[environment.name] ?? {};
  const client = clientOf(environment, context.env);
  const stored =
    flow === undefined ? await listAll(client) : [await client.get(idOf(flow, locked))];
  const { pulled, skipped } = pulledFrom(stored, locked, join(context.folder, out));
  await writeAll(pulled, overwrite, context);
  sayLeftOut(pulled, skipped, context);
  const files = pulled.map(({ path, name, leftOut }) => {
    return { path: relative(context.folder, path), name, leftOut };
  });
  const json = { format: "verifik-flow/pull", formatVersion: "1.0", outcome: "pulled" };
  return {
    exitCode: flow !== undefined && files.length === 0 ? 1 : 0,
    json: { ...json, files, skipped },
  };
};

/** A file for each flow, named as the lock names it, or else for its type and its id. */
export function pulledFrom(
  stored: readonly AnyStoredFlow[],
  locked: LockedFlows,
  folder: string,
): { readonly pulled: readonly PulledFlow[]; readonly skipped: readonly SkippedFlow[] } {
  const names = namesOf(stored, locked);
  const bodies = new Map<string, string>();
  const all = stored.map((flow, index) =>
    pulledOrSkipped(flow, names[index] ?? "", folder, bodies),
  );
  return {
    pulled: all.filter((one) => "code" in one),
    skipped: all.filter((one) => "reason" in one),
  };
}

/** The whole id where its end isn't enough to tell two flows apart. */
function namesOf(stored: readonly AnyStoredFlow[], locked: LockedFlows): readonly string[] {
  const known = new Map(Object.entries(locked).map(([name, { id }]) => [id, name]));
  const ends = stored.map(({ type, _id }) => `${type}-${_id.slice(-6)}`);
  return stored.map(({ _id: id, type }, index) => {
    const end = ends[index] ?? "";
    const isTaken = ends.indexOf(end) !== ends.lastIndexOf(end) || Object.hasOwn(locked, end);
    return known.get(id) ?? (isTaken ? `${type}-${id}` : end);
  });
}

/** A configuration refuses flows that say the same: a stored one couldn't be told from its twin. */
function pulledOrSkipped(
  stored: AnyStoredFlow,
  name: string,
  folder: string,
  bodies: Map<string, string>,
): PulledFlow | SkippedFlow {
  const { _id: id } = stored;
  if (!ObjectId.is(id)) return { id, reason: "its id isn't one of Verifik's" };
  try {
    const { flow, leftOut } = readStoredFlow(stored);
    const lost = leftOut.filter(({ reason }) => reason === "unknown" || reason === "not-allowed");
    const code = printFlow(flow, { name: identifierOf(name) });
    const body = JSON.stringify(flow);
    const twin = bodies.get(body);
    if (twin !== undefined)
      return { id, reason: `it says the same as ${twin}: delete one of them` };
    bodies.set(body, id);
    return {
      path: join(folder, `${name}.ts`),
      name,
      code,
      stored,
      leftOut: lost.map(({ path }) => path),
    };
  } catch (error) {
    if (error instanceof InvalidFlowError) return { id, reason: error.message };
    throw error;
  }
}

/** Writes all of them or, if one would lose what somebody wrote, none. */
export async function writeAll(
  files: readonly CodeFile[],
  overwrite: boolean,
  { folder, output }: Context,
): Promise<void> {
  const there = await Promise.all(files.map(({ path }) => textOf(path)));
  const changed = files.filter(({ code }, index) => ![undefined, code].includes(there[index]));
  if (changed.length > 0 && !overwrite) {
    const paths = changed.map(({ path }) => relative(folder, path)).join(", ");
    throw new CommandError(
      "WOULD_OVERWRITE",
      `nothing was written: ${paths} would change. Add --overwrite, or write elsewhere with --out`,
    );
  }
  for (const { path, code } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, code);
    output.say(`wrote ${relative(folder, path)}`);
  }
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

/** Nothing that is stored is lost without a word. */
export function sayLeftOut(
  pulled: readonly PulledFlow[],
  skipped: readonly SkippedFlow[],
  { output }: Context,
): void {
  for (const { name, leftOut } of pulled) {
    if (leftOut.length > 0) output.warn(`${name}: not in the code: ${leftOut.join(", ")}`);
  }
  for (const { id, reason } of skipped) output.warn(`${id} can't be code: ${reason}`);
}

/** `mx-2` is a good name for a flow, and `mx2` for its constant. */
export function identifierOf(name: string): string {
  const joined = name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = "") => next.toUpperCase());
  return /^[A-Za-z_]/.test(joined) ? joined : `flow${joined}`;
}
