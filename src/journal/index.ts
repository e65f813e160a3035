import type { Journal } from "../client/ledger.js";
import { FileRun } from "./file-run.js";

export type { Journal } from "../client/ledger.js";

/**
 * A journal in a file, one line of JSON for each intent and each result. If a run is cut off, start it
 * again with the same flows and the same file. One run at a time may use it: a second one is refused
 * while the first is alive, and so are other servers and other accounts. The file holds the stored flows
 * and digests of the request bodies and of the account, never the token. Only its owner can read it.
 *
 * `read()` rejects if the file isn't a journal, or if a run that is alive has it; `append()` rejects if the line
 * doesn't fit the disk.
 *
 * `await client.submitAll(flows, { journal: fileJournal("onboarding.jsonl") })`
 */
export function fileJournal(path: string): Journal {
  let run: FileRun | undefined;
  return {
    async read() {
      const opened = await FileRun.open(path);
      run = opened;
      return opened.lines;
    },
    async append(line) {
      if (!run) throw new Error("the journal isn't open: read it first");
      return run.append(line);
    },
    async close() {
      await run?.close();
      run = undefined;
    },
  };
}
