import { flowTypes } from "../flows/types.js";
import type { FlowType } from "../model/flow-type.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { walk } from "../model/walk.js";

/** The account that owns every flow; the one in Verifik's documentation. */
const client = "507f1f77bcf86cd799439012";

/** Flows as Verifik keeps them, with the fields that the server fills in. */
export class Store {
  readonly #flows = new Map<string, AnyStoredFlow>();
  /** No two stores have the same ids, as no two servers have. */
  readonly #prefix = crypto.randomUUID().replaceAll("-", "").slice(0, 16);
  #created = 0;

  list(): readonly AnyStoredFlow[] {
    return [...this.#flows.values()];
  }

  get(id: string): AnyStoredFlow | undefined {
    return this.#flows.get(id);
  }

  create(body: JsonObject): AnyStoredFlow {
    const now = new Date().toISOString();
    const own = { _id: this.#nextId(), __v: 0, client, createdAt: now, updatedAt: now };
    const empty = { version: 1, allowedCountries: [], linkSettings: null, ...others(body) };
    return this.#keep({ ...own, ...empty, ...body, ...own });
  }

  update(flow: AnyStoredFlow, change: JsonObject, merge: "sections" | "deep"): AnyStoredFlow {
    const { _id, client, createdAt } = flow;
    const updatedAt = new Date().toISOString();
    const changed = merge === "deep" ? merged({ ...flow }, change) : { ...flow, ...change };
    return this.#keep({ ...changed, _id, client, createdAt, updatedAt });
  }

  delete(flow: AnyStoredFlow): AnyStoredFlow {
    this.#flows.delete(flow._id);
    return flow;
  }

  #keep(flow: JsonObject & { readonly _id: string }): AnyStoredFlow {
    this.#flows.set(flow._id, flow);
    return flow;
  }

  #nextId(): string {
    this.#created += 1;
    return this.#prefix + this.#created.toString(16).padStart(8, "0");
  }
}

/** The parts that only flows of other types have: an answer has them as `null`. */
function others({ type }: JsonObject): JsonObject {
  const own = flowTypes.filter((own) => own.type === type).flatMap(partsOf);
  const names = flowTypes.flatMap(partsOf).filter((name) => !own.includes(name));
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** The names in the body of a type's sections and groups. */
function partsOf({ rows }: FlowType): readonly string[] {
  return walk(rows, ({ row, wire }) =>
    row.kind === "section" || row.kind === "group" ? [wire] : [],
  ).flat();
}

/** Both objects' fields, the second's where they differ; nested objects likewise. */
function merged(before: JsonObject, change: JsonObject): JsonObject {
  const fields = Object.entries(change).map(([name, value]) => {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    return [name, isJsonObject(old) && isJsonObject(value) ? merged(old, value) : value];
  });
  return { ...before, ...Object.fromEntries(fields) };
}
