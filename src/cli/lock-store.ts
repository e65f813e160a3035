import writeFileAtomic from "write-file-atomic";
import { flowTypes } from "../flows/types.js";
import { flowDataOf } from "../model/flow-data.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { referenceOf } from "../model/stored-value.js";
import { digestsOf } from "./digest.js";
import { type LockedFlow, type LockedFlows, lockText, readLock, withLocked } from "./lock-file.js";

/** The lock of one environment: the file, which an apply of another environment may change meanwhile. */
export class LockStore {
  constructor(
    readonly path: string,
    readonly environment: string,
  ) {}

  async locked(): Promise<LockedFlows> {
    return (await readLock(this.path))[this.environment] ?? {};
  }

  /** Keeps what was applied to the flow of the name. */
  keep(name: string, stored: AnyStoredFlow): Promise<void> {
    return this.#save(name, entryOf(stored));
  }

  forget(name: string): Promise<void> {
    return this.#save(name, undefined);
  }

  async #save(name: string, entry: LockedFlow | undefined): Promise<void> {
    const lock = withLocked(await readLock(this.path), this.environment, name, entry);
    await writeFileAtomic(this.path, lockText(lock));
  }
}

function entryOf(stored: AnyStoredFlow): LockedFlow {
  const flow = flowDataOf(stored, flowTypes);
  const project = referenceOf(stored.project);
  return { id: stored._id, type: flow.type.type, project, ...digestsOf(flow) };
}
