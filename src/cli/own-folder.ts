import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { fileJournal, type Journal } from "../journal/index.js";
import { fieldOf } from "../model/json.js";
import { CommandError } from "./command-error.js";

/** Where the command keeps what isn't for version control, beside the configuration. */
export async function ownFolder(folder: string): Promise<string> {
  const own = join(folder, ".verifik");
  await mkdir(own, { recursive: true, mode: 0o700 });
  await writeFile(join(own, ".gitignore"), "*\n", { mode: 0o600 }); // bodies may name people
  return own;
}

/** Longer than a process on another machine is taken to be alive. */
const patience = 90_000;

/** Works while no other process does so in the folder. One that was killed holds up nobody. */
export async function exclusively<Result>(
  folder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const path = join(await ownFolder(folder), "lock"); // no environment has it: their files have an ending
  const journal = await taken(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true }).catch(() => {}); // whoever comes next finds it released
    await journal.close?.();
  }
}

async function taken(path: string): Promise<Journal> {
  const until = performance.now() + patience;
  for (;;) {
    const journal = fileJournal(path);
    try {
      await journal.read();
      await journal.append("{}"); // rejects if the file was removed while it was opened
      return journal;
    } catch (error) {
      await journal.close?.();
      if (!isPassing(error) || performance.now() > until) throw unavailable(error);
      await after(5 + Math.random() * 20);
    }
  }
}

/** Whether it's over when the process that has the file is done. A full disk, say, isn't. */
function isPassing(error: unknown): boolean {
  const code = fieldOf({ ...(error as object) }, "code");
  return code === undefined || code === "ENOENT";
}

function unavailable(error: unknown): CommandError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CommandError("IN_USE", `the lock can't be written: ${reason}`);
}
