import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Client } from "../client/client.js";
import { parseFlow } from "../flows/parse.js";
import { fileJournal, type Journal } from "../journal/index.js";
import { fieldOf, isJsonObject, parseJson } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { CommandError } from "./command-error.js";
import type { CodeFlow } from "./workspace.js";

/** A flow whose creation was begun and not written to the lock. */
export interface Begun {
  readonly name: string;
  readonly flow: CodeFlow;
}

/**
 * One apply's hold on an environment. Its file is a journal: it says which creation was begun, so that the next
 * apply finds out what became of it, and it lets one apply at a time work.
 */
export class ApplyRun {
  readonly #path: string;
  readonly #journal: Journal;
  readonly #lines: string[];

  private constructor(path: string, journal: Journal, lines: readonly string[]) {
    this.#path = path;
    this.#journal = journal;
    this.#lines = [...lines];
  }

  /** Takes the environment. Rejects if another apply has it. */
  static async begin(folder: string, environment: string): Promise<ApplyRun> {
    const path = join(folder, ".verifik", `${environment}.jsonl`);
    await mkdir(dirname(path), { recursive: true });
    const journal = fileJournal(path);
    try {
      return new ApplyRun(path, journal, await journal.read());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CommandError("IN_USE", `another apply has ${environment}: ${reason}`);
    }
  }

  /** What an earlier apply began and couldn't finish. */
  begun(): readonly Begun[] {
    const names = new Map<string, CodeFlow>();
    for (const record of this.#lines.map(parseJson)) {
      const [creating, created] = [fieldOf(record, "creating"), fieldOf(record, "locked")];
      if (typeof created === "string") names.delete(created);
      const body = fieldOf(record, "body");
      if (typeof creating === "string" && isJsonObject(body)) names.set(creating, parseFlow(body));
    }
    return [...names].map(([name, flow]) => ({ name, flow }));
  }

  /** Creates the flow, or finds the one that an earlier apply created. Rejects with its `SubmitError`. */
  async create({ name, flow }: Begun, client: Client): Promise<AnyStoredFlow> {
    await this.#append(JSON.stringify({ creating: name, body: flow.build() }));
    const journal: Journal = {
      read: async () => this.#lines,
      append: (line) => this.#append(line),
    };
    const [result] = await client.submitAll([flow], { journal });
    if (result?.status === "fulfilled") return result.value;
    throw result?.reason;
  }

  /** Says that the lock has the flow. */
  locked(name: string): Promise<void> {
    return this.#append(JSON.stringify({ locked: name }));
  }

  /** Lets another apply begin. With nothing begun, nothing has to be remembered. */
  async end(): Promise<void> {
    const isOver = this.begun().length === 0;
    if (isOver) await rm(this.#path, { force: true });
    await this.#journal.close?.();
  }

  async #append(line: string): Promise<void> {
    await this.#journal.append(line);
    this.#lines.push(line);
  }
}
