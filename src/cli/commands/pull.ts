import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { printFlow } from "../../flows/print.js";
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
export interface PulledFile {
  readonly path: string;
  readonly name: string;
  readonly code: string;
}

/** Prints stored flows as builder code into files. */
export const pull: Command<PullOptions> = async (options, context) => {
  const workspace = await openWorkspace(context.folder, options.config);
  const environment = chooseEnvironment(workspace.config, options.env);
  const client = clientOf(environment, context.env);
  const locked = workspace.lock[environment.name] ?? {};
  const folder = options.out ?? join(context.folder, "flows");
  if (options.flow === undefined && options.all !== true) {
    throw new CommandError("USAGE", "say which flow, by its name or its id, or add --all");
  }
  const stored =
    options.flow === undefined
      ? await listAll(client)
      : [await client.get(idOf(options.flow, locked))];
  const files = filesOf(stored, locked, folder);
  await writeAll(files, options.overwrite === true, context);
  const written = files.map(({ path, name }) => ({ path, name }));
  const json = {
    format: "verifik-flow/pull",
    formatVersion: "1.0",
    outcome: "pulled",
    files: written,
  };
  return { exitCode: 0, json };
};

/** A file for each flow, named as the lock names it, or else for its type and its id. */
export function filesOf(
  stored: readonly AnyStoredFlow[],
  locked: LockedFlows,
  folder: string,
): readonly PulledFile[] {
  return stored.map((flow) => {
    const known = Object.entries(locked).find(([, { id }]) => id === flow._id)?.[0];
    const name = known ?? `${flow.type}-${flow._id.slice(-6)}`;
    const code = printFlow(flow, { name: identifierOf(name) });
    return { path: join(folder, `${name}.ts`), name, code };
  });
}

/** Writes all of them or, if one would lose what somebody wrote, none. */
export async function writeAll(
  files: readonly PulledFile[],
  overwrite: boolean,
  { output }: Context,
): Promise<void> {
  const there = await Promise.all(
    files.map(async ({ path }) => readFile(path, "utf8").catch(() => undefined)),
  );
  const changed = files.filter(
    ({ code }, index) => there[index] !== undefined && there[index] !== code,
  );
  if (changed.length > 0 && !overwrite) {
    const paths = changed.map(({ path }) => path).join(", ");
    throw new CommandError(
      "WOULD_OVERWRITE",
      `nothing was written: ${paths} would change. Add --overwrite, or write elsewhere with --out`,
    );
  }
  for (const { path, code } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, code);
    output.say(`wrote ${path}`);
  }
}

/** `mx-2` is a good name for a flow, and `mx2` for its constant. */
export function identifierOf(name: string): string {
  const joined = name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = "") => next.toUpperCase());
  return /^[A-Za-z_]/.test(joined) ? joined : `flow${joined}`;
}
