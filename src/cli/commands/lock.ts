import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Config } from "../../config/index.js";
import type { Command, CommonOptions, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import { findConfig, loadConfig } from "../config/load.js";
import { configIn } from "../config/read.js";
import { chooseEnvironment, clientOf } from "../environment.js";
import { type Lock, type LockedFlow, lockIn, lockText, withLocked } from "../lock-file.js";
import { exclusively } from "../own-folder.js";
import { findStored } from "../situation.js";

export type LockOptions = CommonOptions;

/** The two sides of a conflict, or the same one twice. */
type Sides = readonly [Lock, Lock];

/** Joins both sides of a conflict in the lock. Where they name two flows, the server tells which one is there. */
export const resolveLock: Command<LockOptions> = async (options, context) => {
  const configPath = await findConfig(context.folder, options.config);
  const config = configIn(await loadConfig(configPath));
  const path = join(dirname(configPath), "verifik.lock.json");
  await exclusively(dirname(path), async () => {
    const sides = sidesOf(await readFile(path, "utf8"), path);
    const text = lockText(await joined(sides, config, context));
    lockIn(text, path); // two names may have come to stand for one flow
    await writeFileAtomic(path, text);
  });
  context.output.say(`wrote ${path}`);
  const json = { format: "verifik-flow/lock", formatVersion: "1.0", outcome: "resolved" };
  return { exitCode: 0, json };
};

/** What the file was on either side, if each side is whole. */
function sidesOf(text: string, path: string): Sides {
  const one = text.replace(conflict, (_, ours: string) => ours);
  const other = text.replace(conflict, (_, _ours: string, theirs: string) => theirs);
  return [lockIn(one, path), lockIn(other, path)];
}

/** With git's middle part too, which `diff3` writes. */
const conflict = /^<{7}[^\n]*\n([\s\S]*?)(?:^\|{7}[\s\S]*?)?^={7}[^\n]*\n([\s\S]*?)^>{7}[^\n]*\n/gm;

async function joined([ours, theirs]: Sides, config: Config, context: Context): Promise<Lock> {
  let lock: Lock = {};
  for (const environment of union(ours, theirs)) {
    const [one = {}, other = {}] = [ours[environment], theirs[environment]];
    for (const name of union(one, other)) {
      const entry = await joinedEntry(
        one[name],
        other[name],
        { environment, name },
        config,
        context,
      );
      lock = withLocked(lock, environment, name, entry);
    }
  }
  return lock;
}

async function joinedEntry(
  one: LockedFlow | undefined,
  other: LockedFlow | undefined,
  { environment, name }: { readonly environment: string; readonly name: string },
  config: Config,
  context: Context,
): Promise<LockedFlow | undefined> {
  if (!one || !other) return one ?? other;
  if (one.id === other.id) {
    if (one.digest === other.digest) return one;
    const { digest: _, hidden: __, ...unknown } = one; // what was last applied, nobody can say
    return { ...unknown, sections: {} };
  }
  const client = clientOf(chooseEnvironment(config, environment), context.env);
  const there = await Promise.all([one, other].map(({ id }) => findStored(client, id)));
  if (there[0] && there[1]) {
    throw new CommandError(
      "LOCK_CONFLICT",
      `${environment} has two stored flows for ${name}: ${one.id} and ${other.id}. Delete one of them, then run this again`,
    );
  }
  return there[0] ? one : other;
}

function union(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
