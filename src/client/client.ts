import type { AnyStoredFlow } from "../model/stored-flow.js";
import { clientMark, hold, optionsOf, type SubmitOptions } from "./options.js";
import { checking, checkValues } from "./settings.js";
import { type SubmitAllOptions, submitAll } from "./submit-all.js";
import type { Submittable } from "./submittable.js";

/** Options that many submits share. Nobody can read the token back out of it. */
export class Client {
  /** Goes along when the client is spread, so that what has lost its token is refused. */
  declare readonly [clientMark]: true;
  /** Keeps editors from offering a client's methods as options, and a spread client from compiling. */
  declare protected readonly held: true;

  constructor(options: SubmitOptions) {
    Object.assign(this, { [clientMark]: true }); // a field with such a name would be in every bundle
    const own = optionsOf(options);
    checkValues(own);
    hold(this, own);
  }

  /**
   * Sends many flows, of one type or of several, a few at a time, and settles when all have settled. The
   * results are in the order of the flows, as `Promise.allSettled` returns them.
   *
   * Rejects with a `SubmitError` if an option or the journal can't be used, and with an `InvalidFlowError` if
   * `flows` isn't an array.
   *
   * `await client.submitAll(flows, { concurrency: 8 })`
   * → `[{ "status": "fulfilled", "value": { "_id": "…" } }, { "status": "rejected", "reason": … }]`
   */
  submitAll<const Flows extends readonly Submittable<AnyStoredFlow>[]>(
    flows: Flows,
    options: SubmitAllOptions = {},
  ): Promise<readonly PromiseSettledResult<StoredAs<Flows[number]>>[]> {
    // Each flow's own submit says what it is stored as.
    return submitAll(flows, this, options) as Promise<
      readonly PromiseSettledResult<StoredAs<Flows[number]>>[]
    >;
  }
}

type StoredAs<Flow> = Flow extends Submittable<infer Stored> ? Stored : never;

/**
 * Holds options for many flows. Throws a `SubmitError` if an option isn't known.
 *
 * ```ts
 * const client = createClient({ token, timeout: 10_000 });
 * await onboarding.submit(client);
 * ```
 */
export function createClient(options: SubmitOptions = {}): Client {
  return checking(() => new Client(options));
}
