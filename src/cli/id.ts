import { show } from "../check/show.js";
import { ObjectId } from "../flows/shared/guards.js";
import { CommandError } from "./command-error.js";
import type { LockedFlows } from "./lock-file.js";

/** The id of a stored flow that was named, by the name that the lock has for it or by the id itself. */
export function idOf(named: string, locked: LockedFlows): ObjectId {
  const id = Object.hasOwn(locked, named) ? locked[named]?.id : named;
  if (ObjectId.is(id)) return id;
  throw new CommandError(
    "USAGE",
    `${show(named)} isn't an id or the name of a flow in the lock of this environment: expected ${Object.keys(locked).join(", ") || "24 hexadecimal characters"}`,
  );
}
