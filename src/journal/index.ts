import { open, readFile } from "node:fs/promises";
import type { Journal } from "../client/ledger.js";

export type { Journal } from "../client/ledger.js";

/**
 * A journal in a file, one line of JSON for each intent and each result. If a run is cut off,
 * start it again with the same flows and the same file; one run at a time may use it. The file holds the
 * stored flows and digests of the request bodies, never the token.
 *
 * `await client.submitAll(flows, { journal: fileJournal("onboarding.jsonl") })`
 */
export function fileJournal(path: string): Journal {
  let last: Promise<void> = Promise.resolve();
  return {
    async read() {
      const text = await readFile(path, "utf8").catch(emptyIfMissing);
      return text.split("\n");
    },
    append(line) {
      last = last.catch(() => {}).then(() => appendLine(path, line));
      return last;
    },
  };
}

function emptyIfMissing(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}

async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, "a");
  try {
    // A line that a kill cut short has no end: the next one starts on a line of its own.
    await file.write(`\n${line}`);
    await file.datasync();
  } finally {
    await file.close();
  }
}
