import { randomUUID } from "node:crypto";
import { type FileHandle, open, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { claimLine, placeName, releaseLine, rivalOf } from "./claims.js";

/** The first line of every journal: nothing else is ever appended to. */
const header = '{"verifik-flow":"journal","version":1}';
/** So much of it has to be there if a full disk cut it short. */
const leastHeader = '{"verifik-flow"';

/** How often a run touches the file, so that processes on other machines see that it's alive. */
const heartbeat = 20_000;

/** One run's hold on a journal's file. */
export class FileRun {
  readonly lines: readonly string[];
  readonly #id: string;
  readonly #file: FileHandle;
  readonly #pulse: ReturnType<typeof setInterval>;
  #last: Promise<void> = Promise.resolve();
  #size: number;

  private constructor(id: string, file: FileHandle, size: number, lines: readonly string[]) {
    this.#id = id;
    this.#file = file;
    this.#size = size;
    this.lines = lines;
    this.#pulse = setInterval(() => touch(file), heartbeat);
    this.#pulse.unref();
  }

  /** Rejects if the file isn't a journal, or if a run that is alive has it. */
  static async open(path: string): Promise<FileRun> {
    const id = randomUUID();
    await refuseOthers(path);
    const file = await open(path, "a+", 0o600);
    try {
      const { atime, mtime } = await file.stat();
      await begin(file, path);
      const size = await append(file, await claimLine(id));
      const lines = await linesOf(path);
      const rival = await rivalOf(id, lines, mtime.getTime());
      if (!rival) return new FileRun(id, file, size, lines);
      await append(file, releaseLine(id));
      await file.utimes(atime, mtime); // only the run that has the file shows that it's alive
      throw new Error(`${path} is in use by process ${rival.pid} on ${await placeName(rival)}`);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves when the line is on the disk, whole: a full disk rejects it. */
  append(line: string): Promise<void> {
    const appended = this.#last.then(() => this.#append(line));
    this.#last = appended.catch(() => {});
    return appended;
  }

  /** The file only grows: if it's shorter, an intent was lost. */
  async #append(line: string): Promise<void> {
    const size = await append(this.#file, line);
    if (size <= this.#size) throw new Error("the journal's file was cut");
    this.#size = size;
  }

  async close(): Promise<void> {
    clearInterval(this.#pulse);
    await this.append(releaseLine(this.#id)).catch(() => {});
    await this.#file.close();
  }
}

/** Devices and pipes are no place to remember things; opening a pipe would wait for its other end. */
async function refuseOthers(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isFile()) throw new Error(`${path} isn't a file`);
}

async function linesOf(path: string): Promise<readonly string[]> {
  const text = await readFile(path, "utf8");
  return text.split("\n");
}

/** Makes sure that the file begins with the header. */
async function begin(file: FileHandle, path: string): Promise<void> {
  const [first = "", second] = await linesOf(path);
  const torn = first.startsWith(leastHeader) && header.startsWith(first);
  if (first === header || (torn && second === header)) return;
  if (second !== undefined || (first !== "" && !torn)) {
    throw new Error(`${path} isn't a journal of verifik-flow`);
  }
  // With its end, so that runs that begin together leave two headers and not one long line.
  await file.appendFile(first === "" ? `${header}\n` : `\n${header}\n`);
  await file.chmod(0o600);
  await file.sync();
  await syncFolder(dirname(path));
}

/** The size that it leaves. A line that was cut short has no end: the next one starts on a line of its own. */
async function append(file: FileHandle, line: string): Promise<number> {
  await file.appendFile(`\n${line}`); // in one piece, or it rejects
  await file.datasync();
  const { nlink, size } = await file.stat();
  if (nlink === 0) throw new Error("the journal's file was deleted");
  return size;
}

/** A new file is only safe once its folder is. Windows can't do it, and doesn't need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function touch(file: FileHandle): Promise<void> {
  const now = new Date();
  await file.utimes(now, now).catch(() => {});
}
