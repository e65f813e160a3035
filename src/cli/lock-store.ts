import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { flowTypes } from "../flows/types.js";
import { type FlowData, type FlowLike, flowDataOf } from "../model/flow-data.js";
import { fieldOf } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { referenceOf } from "../model/stored-value.js";
import { digestsOf } from "./digest.js";
import { hiddenFields, hiddenOf, withHidden } from "./hidden.js";
import { type LockedFlow, type LockedFlows, lockText, readLock, withLocked } from "./lock-file.js";
import { exclusively } from "./own-folder.js";

/** The lock of one environment: the file, which an apply of another environment may change meanwhile. */
export class LockStore {
  constructor(
    readonly path: string,
    readonly environment: string,
  ) {}

  async locked(): Promise<LockedFlows> {
    return (await readLock(this.path))[this.environment] ?? {};
  }

  /** Keeps what was applied to the flow of the name: what is stored, of what the code says. */
  keep(name: string, stored: AnyStoredFlow, code: FlowLike): Promise<void> {
    return this.#save(name, entryOf(stored, flowDataOf(code, flowTypes)));
  }

  forget(name: string): Promise<void> {
    return this.#save(name, undefined);
  }

  /** Into what is there now: an apply of another environment writes the same file. */
  #save(name: string, entry: LockedFlow | undefined): Promise<void> {
    return exclusively(dirname(this.path), async () => {
      const before = await readLock(this.path);
      const locked = Object.entries(before[this.environment] ?? {});
      const [former = name] = locked.find(([, { id }]) => id === entry?.id) ?? []; // it may have a new name
      const without = withLocked(before, this.environment, former, undefined);
      const lock = withLocked(without, this.environment, name, entry);
      await writeFileAtomic(this.path, lockText(lock));
    });
  }
}

function entryOf(stored: AnyStoredFlow, code: FlowData): LockedFlow {
  const { type } = code;
  const project = referenceOf(fieldOf(code.data, "project"));
  const fields = hiddenFields(code, stored);
  const people = fields.filter(({ holdsPeople }) => holdsPeople);
  const digests = digestsOf({ type, data: withHidden({ ...stored }, people) });
  const entry = { id: stored._id, type: type.type, project, ...digests };
  return fields.length === 0 ? entry : { ...entry, hidden: hiddenOf(fields) };
}
