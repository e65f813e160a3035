import writeFileAtomic from "write-file-atomic";
import { flowTypes } from "../flows/types.js";
import { flowDataOf } from "../model/flow-data.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { referenceOf } from "../model/stored-value.js";
import { digestsOf } from "./digest.js";
import { type Lock, type LockedFlow, lockText, withLocked } from "./lock-file.js";

/** The lock of one environment, written whenever it changes. */
export class LockStore {
  #lock: Lock;

  constructor(
    readonly path: string,
    readonly environment: string,
    lock: Lock,
  ) {
    this.#lock = lock;
  }

  get lock(): Lock {
    return this.#lock;
  }

  /** Keeps what was applied to the flow of the name. */
  keep(name: string, stored: AnyStoredFlow): Promise<void> {
    return this.#save(name, entryOf(stored));
  }

  forget(name: string): Promise<void> {
    return this.#save(name, undefined);
  }

  async #save(name: string, entry: LockedFlow | undefined): Promise<void> {
    this.#lock = withLocked(this.#lock, this.environment, name, entry);
    await writeFileAtomic(this.path, lockText(this.#lock));
  }
}

function entryOf(stored: AnyStoredFlow): LockedFlow {
  const flow = flowDataOf(stored, flowTypes);
  const project = referenceOf(stored.project);
  return { id: stored._id, type: flow.type.type, project, ...digestsOf(flow) };
}
