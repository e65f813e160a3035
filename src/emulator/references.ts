import { fieldOf } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { EmulatorSettings } from "./options.js";

const names = ["project", "client", "webhook"];

/** A flow as it's read: what it refers to is an id, or the whole object. */
export function asRead(flow: AnyStoredFlow, { references }: EmulatorSettings): unknown {
  if (references === "ids") return flow;
  const objects = names
    .map((name) => [name, fieldOf(flow, name)] as const)
    .filter(([, id]) => typeof id === "string")
    .map(([name, _id]) => [name, { _id, name: `The ${name}`, status: "active" }]);
  return { ...flow, ...Object.fromEntries(objects) };
}
