import { appendFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, flow } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { fileJournal } from "verifik-flow/journal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "journal-"));
});

afterAll(() => rm(folder, { recursive: true }));

const linesOf = async (path: string) =>
  (await fileJournal(path).read()).filter((line) => line !== "");

describe("a journal in a file", () => {
  test("that does not exist yet is empty", async () => {
    expect(await linesOf(join(folder, "absent"))).toEqual([]);
  });

  test("that cannot be read lets nothing be sent", async () => {
    const verifik = createEmulator();
    const client = createClient({ token: verifik.token, fetch: verifik.fetch });
    const journal = fileJournal(folder);
    await expect(journal.read()).rejects.toMatchObject({ code: "EISDIR" });
    const flows = [flow().project("507f1f77bcf86cd799439013")];
    await expect(client.submitAll(flows, { journal })).rejects.toMatchObject({ code: "EISDIR" });
    expect(verifik.requests).toEqual([]);
  });

  test("keeps the lines in the order in which they were appended", async () => {
    const path = join(folder, "order");
    const journal = fileJournal(path);
    const lines = Array.from({ length: 100 }, (_, index) => `{"key":"${index}"}`);
    await Promise.all(lines.map((line) => journal.append(line)));
    expect(await linesOf(path)).toEqual(lines);
  });

  const noFd = process.platform === "win32"; // it has no /dev/fd to count open files in

  test.skipIf(noFd)("has the line when the append is done, and no file left open", async () => {
    const path = join(folder, "now");
    const journal = fileJournal(path);
    const before = await readdir("/dev/fd");
    for (let line = 1; line <= 50; line += 1) {
      await journal.append(String(line));
      expect(await readFile(path, "utf8")).toMatch(new RegExp(`\\b${line}$`));
    }
    expect((await readdir("/dev/fd")).length).toBeLessThan(before.length + 10);
  });

  test("gives a line of its own to what follows a line that was cut short", async () => {
    const path = join(folder, "cut");
    await fileJournal(path).append('{"key":"1"}');
    await appendFile(path, '\n{"key');
    await fileJournal(path).append('{"key":"2"}');
    expect(await linesOf(path)).toEqual(['{"key":"1"}', '{"key', '{"key":"2"}']);
  });

  test("takes lines again after one that could not be written", async () => {
    const late = join(folder, "late");
    const journal = fileJournal(join(late, "run"));
    await expect(journal.append("1")).rejects.toMatchObject({ code: "ENOENT" });
    await mkdir(late);
    await journal.append("2");
    expect(await linesOf(join(late, "run"))).toEqual(["2"]);
  });
});
