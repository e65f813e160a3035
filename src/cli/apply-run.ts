import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { SubmitAllOptions } from "../client/submit-all.js";
import { SubmitError } from "../client/submit-error.js";
import type { Client } from "../flows/client.js";
import { parseFlow } from "../flows/parse.js";
import { fileJournal, type Journal } from "../journal/index.js";
import { fieldOf, isJsonObject, parseJson } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { CommandError } from "./command-error.js";
import type { Chosen } from "./environment.js";
import { ownFolder } from "./own-folder.js";
import type { CodeFlow } from "./workspace.js";

/** A flow whose creation was begun and not written to the lock. */
export interface Begun {
  readonly name: string;
  readonly flow: CodeFlow;
  /** The ids of stored flows that another request created: equal ones can't be taken for this flow. */
  readonly others: readonly string[];
}

/**
 * One apply's hold on an environment. Its file is a journal: it says which creation was begun, so that the next
 * apply finds out what became of it, and it lets one apply at a time work.
 */
export class ApplyRun {
  readonly #path: string;
  readonly #journal: Journal;
  #lines: readonly string[];
  readonly #options: SubmitAllOptions;

  private constructor(
    path: string,
    journal: Journal,
    lines: readonly string[],
    { settlingTime }: Chosen,
  ) {
    this.#path = path;
    this.#journal = journal;
    this.#lines = unsettled(lines);
    this.#options = settlingTime === undefined ? {} : { settlingTime };
  }

  /** Takes the environment. Rejects if another apply has it. */
  static async begin(folder: string, environment: Chosen): Promise<ApplyRun> {
    const path = join(await ownFolder(folder), `${environment.name}.jsonl`);
    const journal = fileJournal(path);
    try {
      return new ApplyRun(path, journal, await journal.read(), environment);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CommandError("IN_USE", `this apply can't have ${environment.name}: ${reason}`);
    }
  }

  /** What an apply sent and couldn't finish. */
  begun(): readonly Begun[] {
    return begunIn(this.#lines);
  }

  /** Creates the flow, or finds the one that an earlier apply created. Rejects with its `SubmitError`. */
  async create({ name, flow, others }: Begun, client: Client): Promise<AnyStoredFlow> {
    await this.#append(JSON.stringify({ creating: name, body: flow.build(), others }));
    const journal: Journal = {
      read: async () => [...this.#lines, ...others.map(resultOfAnother)],
      append: (line) => this.#append(line),
    };
    const [result] = await client.submitAll([flow], { ...this.#options, journal });
    if (result?.status === "fulfilled") return result.value;
    if (isKnownNotToExist(result?.reason)) await this.settle(name);
    throw result?.reason;
  }

  /** Says that nothing has to be found out about the flow any more. */
  async settle(name: string): Promise<void> {
    await this.#append(JSON.stringify({ settled: name }));
    this.#lines = unsettled(this.#lines);
  }

  /** Lets another apply begin. */
  async end(): Promise<void> {
    const isOver = this.begun().length === 0;
    if (isOver) await rm(this.#path, { force: true });
    await this.#journal.close?.();
  }

  async #append(line: string): Promise<void> {
    await this.#journal.append(line);
    this.#lines = [...this.#lines, line];
  }
}

/** The lines that count: with nothing begun, an old result could be taken for that of an equal flow. */
function unsettled(lines: readonly string[]): readonly string[] {
  return begunIn(lines).length > 0 ? lines : [];
}

/** One creation is under way at a time, and its intent follows it. */
function begunIn(lines: readonly string[]): readonly Begun[] {
  const begun = new Map<string, Begun>();
  let next: Begun | undefined;
  for (const record of lines.map(parseJson)) {
    const settled = fieldOf(record, "settled");
    if (typeof settled === "string") begun.delete(settled);
    next = creationIn(record) ?? next;
    if (next && fieldOf(record, "intent") !== undefined) begun.set(next.name, next);
  }
  return [...begun.values()];
}

function creationIn(record: unknown): Begun | undefined {
  const [name, body] = [fieldOf(record, "creating"), fieldOf(record, "body")];
  if (typeof name !== "string" || !isJsonObject(body)) return undefined;
  const others = fieldOf(record, "others");
  return { name, flow: parseFlow(body), others: Array.isArray(others) ? others : [] };
}

/** A line that says of a stored flow that it's taken. */
function resultOfAnother(id: string): string {
  return JSON.stringify({ key: `another ${id}`, stored: { _id: id } });
}

function isKnownNotToExist(error: unknown): boolean {
  if (!(error instanceof SubmitError)) return false;
  return error.outcome === "rejected" || error.outcome === "not-sent";
}
