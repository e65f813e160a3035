import type { StoredFlow } from "../http/stored-flow.js";
import { type JsonObject, merge } from "./json.js";

/** The account that owns every flow; the one in Verifik's documentation. */
const client = "507f1f77bcf86cd799439012";

/** Flows as Verifik keeps them, with the fields that the server fills in. */
export class Store {
  readonly #flows = new Map<string, StoredFlow>();
  #created = 0;

  list(): readonly StoredFlow[] {
    return [...this.#flows.values()];
  }

  get(id: string): StoredFlow | undefined {
    return this.#flows.get(id);
  }

  create(body: JsonObject): StoredFlow {
    const now = new Date().toISOString();
    const own = { _id: this.#nextId(), __v: 0, client, createdAt: now, updatedAt: now };
    const empty = { version: 1, allowedCountries: [], linkSettings: null, loginSettings: null };
    return this.#keep({ ...own, ...empty, ...body, ...own });
  }

  update(flow: StoredFlow, change: JsonObject): StoredFlow {
    const { _id, client, createdAt } = flow;
    const updatedAt = new Date().toISOString();
    return this.#keep({ ...merge({ ...flow }, change), _id, client, createdAt, updatedAt });
  }

  delete(flow: StoredFlow): StoredFlow {
    this.#flows.delete(flow._id);
    return flow;
  }

  #keep(flow: JsonObject & { readonly _id: string }): StoredFlow {
    this.#flows.set(flow._id, flow);
    return flow;
  }

  #nextId(): string {
    this.#created += 1;
    return this.#created.toString(16).padStart(24, "0");
  }
}
