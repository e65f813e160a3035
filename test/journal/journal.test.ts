import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, flow } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { fileJournal } from "verifik-flow/journal";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "journal-"));
});

afterAll(() => rm(folder, { recursive: true }));

const header = '{"verifik-flow":"journal","version":1}';
const flows = [flow().project("507f1f77bcf86cd799439013")];

/** A new place for a journal. */
let files = 0;
const newPath = () => {
  files += 1;
  return join(folder, `journal-${files}`);
};

/** What a run found, without the lines that say who has the journal. */
async function linesOf(path: string): Promise<readonly string[]> {
  const journal = fileJournal(path);
  const lines = await journal.read();
  await journal.close?.();
  return lines.filter((line) => line !== "" && !/^\{"(run|released|verifik-flow)"/.test(line));
}

/** Appends lines as one run. */
async function write(path: string, lines: readonly string[]): Promise<void> {
  const journal = fileJournal(path);
  await journal.read();
  await Promise.all(lines.map((line) => journal.append(line)));
  await journal.close?.();
}

describe("a journal in a file", () => {
  test("that does not exist yet is empty, and only its owner can read it", async () => {
    const path = newPath();
    expect(await linesOf(path)).toEqual([]);
    expect((await readFile(path, "utf8")).split("\n")[0]).toBe(header);
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("that cannot be read lets nothing be sent", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    await expect(client.submitAll(flows, { journal: fileJournal(folder) })).rejects.toMatchObject({
      code: "JOURNAL_FAILED",
      outcome: "unknown",
      message: `JOURNAL_FAILED: the journal can't be read, so this run sent nothing: ${folder} isn't a file; the flow may exist (verifik-flow/docs/errors.md#JOURNAL_FAILED)`,
      cause: new Error(`${folder} isn't a file`),
    });
    expect(verifik.requests).toEqual([]);
  });

  test.each(["{}\n", "{", '{"name":"a-package"}', "\n", "a,b\n1,2\n", '{"verifik', `\n${header}`])(
    "is refused, and left as it is, if the file is something else: %j",
    async (text) => {
      const path = newPath();
      await writeFile(path, text);
      await expect(fileJournal(path).read()).rejects.toThrow(
        `${path} isn't a journal of verifik-flow`,
      );
      expect(await readFile(path, "utf8")).toBe(text);
    },
  );

  test.each([
    header,
    header.slice(0, -1),
    header.slice(0, 15),
    `${header.slice(0, 20)}\n${header}`,
  ])("is taken up where its beginning was cut short: %j", async (text) => {
    const path = newPath();
    await writeFile(path, text);
    await write(path, ['{"key":"1"}']);
    expect((await linesOf(path)).at(-1)).toBe('{"key":"1"}');
  });

  test("keeps the lines in the order in which they were appended", async () => {
    const path = newPath();
    const lines = Array.from({ length: 100 }, (_, index) => `{"key":"${index}"}`);
    await write(path, lines);
    expect(await linesOf(path)).toEqual(lines);
  });

  const noFd = process.platform === "win32"; // it has no /dev/fd to count open files in

  test.skipIf(noFd)("has the line when the append is done, and no file left open", async () => {
    const path = newPath();
    const before = await readdir("/dev/fd");
    for (let line = 1; line <= 20; line += 1) {
      const journal = fileJournal(path);
      await journal.read();
      await journal.append(String(line));
      expect(await readFile(path, "utf8")).toMatch(new RegExp(`\\b${line}$`));
      await journal.close?.();
    }
    expect((await readdir("/dev/fd")).length).toBeLessThan(before.length + 10);
  });

  test.each([
    ["was deleted", (path: string) => rm(path)],
    ["was cut", (path: string) => truncate(path, 10)],
  ])("takes no line any more if its file %s", async (what, harm) => {
    const path = newPath();
    const journal = fileJournal(path);
    await journal.read();
    await journal.append("1");
    await harm(path);
    await expect(journal.append("2")).rejects.toThrow(`the journal's file ${what}`);
    await expect(journal.append("3")).rejects.toThrow(`the journal's file ${what}`);
    await journal.close?.();
  });

  test("gives a line of its own to what follows a line that was cut short", async () => {
    const path = newPath();
    await write(path, ['{"key":"1"}']);
    await appendFile(path, '\n{"key');
    await write(path, ['{"key":"2"}']);
    expect(await linesOf(path)).toEqual(['{"key":"1"}', '{"key', '{"key":"2"}']);
  });

  test.skipIf(process.platform === "win32")(
    "rejects a line that does not fit the disk whole",
    async () => {
      const path = newPath();
      const holder = holding(path, 2000, "ulimit -f 1");
      expect(String(await once(holder.stdout, "data"))).toBe("EFBIG\n");
      holder.kill("SIGKILL");
      expect((await stat(path)).size).toBe(1024);
    },
  );
});

describe("two runs on one journal", () => {
  test("cannot be under way at the same time, whichever way they name the file", async () => {
    const path = newPath();
    const first = fileJournal(path);
    await first.read();
    const said = `${path} is in use by process ${process.pid} on this machine`;
    await expect(first.read()).rejects.toThrow(said);
    await expect(fileJournal(path).read()).rejects.toThrow(said);
    await first.close?.();
    await write(path, ["next"]);
    expect(await linesOf(path)).toEqual(["next"]);
  });

  test("that begin at the same moment do not both get it", async () => {
    const path = newPath();
    const runs = Array.from({ length: 8 }, () => fileJournal(path));
    const opened = await Promise.allSettled(runs.map((run) => run.read()));
    expect(opened.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await Promise.all(runs.map((run) => run.close?.()));
    await write(path, ["next"]);
    expect(await linesOf(path)).toEqual(["next"]);
  });

  test("send each flow once", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const path = newPath();
    const runs = await Promise.allSettled([
      client.submitAll(flows, { journal: fileJournal(path) }),
      client.submitAll(flows, { journal: fileJournal(path) }),
    ]);
    expect(verifik.flows).toHaveLength(1);
    expect(runs).toContainEqual(expect.objectContaining({ status: "fulfilled" }));
    // On a busy machine, the second may begin when the first is done.
    for (const run of runs)
      if (run.status === "rejected") expect(run.reason.message).toContain("in use by process");
  });

  test("can follow each other as soon as the first was killed", async () => {
    const path = newPath();
    const holder = holding(path, 1);
    await once(holder.stdout, "data");
    await expect(fileJournal(path).read()).rejects.toThrow(`in use by process ${holder.pid}`);
    holder.kill("SIGKILL");
    await once(holder, "close");
    expect(await linesOf(path)).toEqual(["x"]);
  });

  test("can follow each other if the first was on another machine that is silent", async () => {
    const path = newPath();
    await writeFile(path, `${header}\n{"run":"1","pid":1,"began":"","place":"elsewhere"}`);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(fileJournal(path).read()).rejects.toThrow("in use by process 1 on elsewhere");
    }
    const minuteAgo = new Date(Date.now() - 61_000);
    await utimes(path, minuteAgo, minuteAgo);
    expect(await linesOf(path)).toEqual([]);
  });

  test("are told apart though a later process has the number of a dead one", async () => {
    const path = newPath();
    const journal = fileJournal(path);
    const claim = (await journal.read()).find((line) => line.startsWith('{"run"')) ?? "";
    await journal.close?.();
    const { place } = JSON.parse(claim);
    expect(place).toContain(hostname());
    const earlier = { run: "1", pid: process.pid, began: "1", place };
    await appendFile(path, `\n${JSON.stringify(earlier)}`);
    const said = await linesOf(path).then(
      () => "",
      (error: Error) => error.message,
    );
    // Only Linux tells when a process began.
    if (process.platform === "linux") expect(said).toBe("");
    else expect(said).toContain("in use");
  });
});

describe("a journal that isn't open", () => {
  test("takes no line, and can be closed", async () => {
    const journal = fileJournal(newPath());
    const said = "the journal isn't open: read it first";
    await journal.close?.();
    await expect(journal.append("1")).rejects.toThrow(said);
    await journal.read();
    await journal.append("1");
    await journal.close?.();
    await expect(journal.append("2")).rejects.toThrow(said);
  });

  test("can be opened again", async () => {
    const journal = fileJournal(newPath());
    for (const before of [[], ["1"], ["1", "2"]]) {
      const lines = await journal.read();
      expect(lines.filter((line) => /^\d$/.test(line))).toEqual(before);
      await journal.append(String(before.length + 1));
      await journal.close?.();
    }
  });
});

describe("a line that claims a journal", () => {
  const claimed = async (claim: object) => {
    const path = newPath();
    await writeFile(path, `${header}\n${JSON.stringify(claim)}`);
    return path;
  };
  const elsewhere = { run: "1", pid: 1, began: "", place: "elsewhere 0a1b pid:[1]" };

  test("is believed if it's whole, and names the machine alone", async () => {
    await expect(fileJournal(await claimed(elsewhere)).read()).rejects.toThrow(
      /in use by process 1 on elsewhere$/,
    );
  });

  test.each([{ run: 1 }, { run: undefined }, { pid: "1" }, { pid: undefined }])(
    "means nothing with %j",
    async (wrong) => {
      const path = await claimed({ ...elsewhere, ...wrong });
      const journal = fileJournal(path);
      await expect(journal.read()).resolves.toContain(header);
      await journal.close?.();
    },
  );

  test("doesn't outlive its process, though nothing tells when that began", async () => {
    const ended = spawn(process.execPath, ["--version"]);
    await once(ended, "close");
    const open = fileJournal(newPath());
    const line = (await open.read()).find((text) => text.startsWith('{"run"')) ?? "";
    await open.close?.();
    const path = await claimed({ ...JSON.parse(line), run: "1", pid: ended.pid, began: "" });
    const journal = fileJournal(path);
    await expect(journal.read()).resolves.toContain(header);
    await journal.close?.();
  });
});

test("a run shows every 20 seconds that it's alive", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const path = newPath();
  const journal = fileJournal(path);
  await journal.read();
  const touched = async () => (await stat(path)).mtimeMs;
  // A whole second: a file's time passes through seconds, which loses some milliseconds' last bit.
  const longAgo = new Date(Math.floor(Date.now() / 1000 - 300) * 1000);
  for (const [milliseconds, isTouched] of [
    [19_999, false],
    [1, true],
  ] as const) {
    await utimes(path, longAgo, longAgo);
    vi.advanceTimersByTime(milliseconds);
    if (isTouched) await expect.poll(touched).toBeGreaterThan(longAgo.getTime() + 200_000);
    else expect(await touched()).toBe(longAgo.getTime());
  }
  await journal.close?.();
});

/** Another process that has the journal, in a shell that ran `before`. */
function holding(path: string, length: number, before = "true") {
  const runTypeScript = "Deno" in globalThis ? ["run", "--allow-all"] : ["--import", "tsx"];
  const program = join(import.meta.dirname, "../support/journal-holder.ts");
  const args = [process.execPath, ...runTypeScript, program, path, String(length)];
  return spawn("bash", ["-c", `${before}; exec "$0" "$@"`, ...args]);
}
