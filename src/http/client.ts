import type { Flow } from "../flow.js";
import { HeldOptions } from "./held-options.js";
import type { SubmitOptions } from "./options.js";
import type { StoredFlow } from "./stored-flow.js";
import { type SubmitAllOptions, submitAll } from "./submit-all.js";

/** Options that many submits share. The token cannot be read back out of it. */
export class Client extends HeldOptions {
  /**
   * Sends many flows, a few at a time, and settles when each has settled on its own. The results stand
   * in the order of the flows, and are what `Promise.allSettled` gives.
   *
   * `await client.submitAll(flows, { concurrency: 8 })`
   * → `[{ "status": "fulfilled", "value": { "_id": "…" } }, { "status": "rejected", "reason": … }]`
   */
  submitAll(
    flows: readonly Flow[],
    options: SubmitAllOptions = {},
  ): Promise<readonly PromiseSettledResult<StoredFlow>[]> {
    return submitAll(flows, HeldOptions.of(this), options);
  }
}

/**
 * Holds options for many flows.
 *
 * ```ts
 * const client = createClient({ token, timeout: 10_000 });
 * await onboarding.submit(client);
 * ```
 */
export function createClient(options: SubmitOptions = {}): Client {
  return new Client(options);
}
