import type { Outcome } from "../http/ending.js";
import { fieldOf, parseJson } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { isStoredFlow } from "./envelopes.js";
import { SubmitError } from "./submit-error.js";

/** Where a run is written down: lines that outlive the process. */
export interface Journal {
  /**
   * The lines that were appended so far, the oldest first. Takes the journal for one run; rejects if
   * another run has it.
   */
  read(): Promise<readonly string[]>;
  /** Resolves when the line would outlive the process. Nothing is sent if it rejects. */
  append(line: string): Promise<void>;
  /** Lets another run have the journal. */
  close?(): Promise<void>;
}

/** A flow whose request left, and whose result isn't known. */
export interface Doubt {
  readonly outcome: "unknown" | "applied";
  /** When the request left, in milliseconds since 1970 by the clock of the machine. */
  readonly sentAt: number;
  /** When the request was last known to be on its way. */
  readonly lastSeen: number;
}

/** What a journal says of one flow; nothing if the flow was not begun, or is known not to exist. */
type Entry = { readonly stored: AnyStoredFlow } | Doubt | undefined;

type LedgerRecord = { readonly key: string } & (
  | { readonly intent: number; readonly until: number }
  | { readonly stored: AnyStoredFlow }
  | { readonly outcome: Outcome; readonly at: number }
);

/** Whose flows a journal has: it must never be taken for another account's. */
export interface Owner {
  readonly server: string;
  readonly account: string;
}

/** A journal and what it says: an intent is written before each request, a result after it. */
export class Ledger {
  readonly #journal: Journal;
  readonly #entries = new Map<string, Entry>();
  readonly #stored = new Set<string>();
  #owner: Owner | undefined;

  private constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Rejects with a `SubmitError` if the journal can't be used. */
  static async open(journal: Journal): Promise<Ledger> {
    const ledger = new Ledger(journal);
    try {
      for (const line of await journal.read()) ledger.#enter(parseJson(line));
    } catch (thrown) {
      const reason = `the journal can't be read, so this run sent nothing: ${wordsOf(thrown)}`;
      throw unusable(reason, "unknown", thrown);
    }
    return ledger;
  }

  entry(key: string): Entry {
    return this.#entries.get(key);
  }

  /** Whether the stored flow is another entry's result already. */
  hasStored(id: string): boolean {
    return this.#stored.has(id);
  }

  /** Binds a new journal to its owner. Rejects if it has another one. */
  async belongTo(owner: Owner): Promise<void> {
    const { server, account } = this.#owner ?? (await this.#bind(owner));
    if (server !== owner.server)
      throw unusable("the journal belongs to another server, so this run sent nothing", "unknown");
    if (account !== owner.account)
      throw unusable("the journal belongs to another account, so this run sent nothing", "unknown");
  }

  /** Rejects with a `SubmitError` if the line can't be written: after an intent, nothing may be sent. */
  async write(record: LedgerRecord): Promise<void> {
    this.#enter(record);
    await this.#append(record);
  }

  /** Writes a result. One that can't be written is true all the same, and the next run finds out again. */
  async tryWrite(record: LedgerRecord): Promise<void> {
    await this.write(record).catch(() => {});
  }

  async close(): Promise<void> {
    try {
      await this.#journal.close?.();
    } catch {} // the results are true all the same
  }

  async #bind(owner: Owner): Promise<Owner> {
    await this.#append(owner);
    return owner;
  }

  async #append(record: LedgerRecord | Owner): Promise<void> {
    try {
      await this.#journal.append(JSON.stringify(record));
    } catch (thrown) {
      throw unusable(`the journal can't be written: ${wordsOf(thrown)}`, "not-sent", thrown);
    }
  }

  /** A line that a kill cut short says nothing: what it would have said stays in doubt. */
  #enter(record: unknown): void {
    const [server, account] = [fieldOf(record, "server"), fieldOf(record, "account")];
    if (typeof server === "string" && typeof account === "string")
      this.#owner = { server, account };
    const key = fieldOf(record, "key");
    if (typeof key !== "string") return;
    const stored = fieldOf(record, "stored");
    const outcome = fieldOf(record, "outcome");
    if (isStoredFlow(stored)) {
      this.#stored.add(stored._id);
      this.#entries.set(key, { stored });
    } else if (outcome === "not-sent" || outcome === "rejected") {
      this.#entries.delete(key);
    } else {
      this.#entries.set(key, this.#doubt(key, record));
    }
  }

  #doubt(key: string, record: unknown): Doubt {
    const before = this.#entries.get(key);
    const begun = before && "sentAt" in before ? before.sentAt : 0;
    const sentAt = timeIn(record, "intent") ?? begun;
    const outcome = fieldOf(record, "outcome") === "applied" ? "applied" : "unknown";
    // Killed, its request may have lived until its time limit, but not for longer than until now.
    const cutOff = Math.min(timeIn(record, "until") ?? Infinity, Date.now());
    return { outcome, sentAt, lastSeen: timeIn(record, "at") ?? cutOff };
  }
}

function timeIn(record: unknown, name: "intent" | "until" | "at"): number | undefined {
  const time = fieldOf(record, name);
  return typeof time === "number" ? time : undefined;
}

function unusable(reason: string, outcome: Outcome, thrown?: unknown): SubmitError {
  const cause = thrown instanceof Error ? thrown : undefined;
  return new SubmitError(reason, { code: "JOURNAL_FAILED", outcome, attempts: 0, cause });
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : "it failed";
}
