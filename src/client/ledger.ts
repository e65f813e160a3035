import type { Outcome } from "../http/ending.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { isStoredFlow } from "./envelopes.js";
import { fieldOf, parseJson } from "./json.js";

/** Where a run is written down: lines that outlive the process. */
export interface Journal {
  /** The lines that were appended so far, the oldest first. */
  read(): Promise<readonly string[]>;
  /** Resolves when the line would outlive the process. */
  append(line: string): Promise<void>;
}

/** What a journal says of one flow; nothing if the flow was not begun, or is known not to exist. */
type Entry = { readonly stored: AnyStoredFlow } | "in doubt" | undefined;

type LedgerRecord = { readonly key: string } & (
  | { readonly intent: true }
  | { readonly stored: AnyStoredFlow }
  | { readonly outcome: Outcome }
);

/** A journal and what it says: an intent is written before each request, a result after it. */
export class Ledger {
  readonly #journal: Journal;
  readonly #entries = new Map<string, Entry>();

  private constructor(journal: Journal) {
    this.#journal = journal;
  }

  static async open(journal: Journal): Promise<Ledger> {
    const ledger = new Ledger(journal);
    for (const line of await journal.read()) ledger.#enter(line);
    return ledger;
  }

  entry(key: string): Entry {
    return this.#entries.get(key);
  }

  /** Whether the stored flow is another entry's result already. */
  hasStored(id: string): boolean {
    return [...this.#entries.values()].some(
      (entry) => typeof entry === "object" && entry.stored._id === id,
    );
  }

  async write(record: LedgerRecord): Promise<void> {
    const line = JSON.stringify(record);
    this.#enter(line);
    await this.#journal.append(line);
  }

  /** A line that a kill cut short says nothing: what it would have said stays in doubt. */
  #enter(line: string): void {
    const record = parseJson(line);
    const key = fieldOf(record, "key");
    if (typeof key !== "string") return;
    const stored = fieldOf(record, "stored");
    const outcome = fieldOf(record, "outcome");
    if (isStoredFlow(stored)) this.#entries.set(key, { stored });
    else if (outcome === "not-sent" || outcome === "rejected") this.#entries.delete(key);
    else this.#entries.set(key, "in doubt");
  }
}
