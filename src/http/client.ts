import type { SubmitOptions } from "./options.js";

/** Options that many submits share. The token cannot be read back out of it. */
export class Client {
  readonly #options: SubmitOptions;

  constructor(options: SubmitOptions) {
    this.#options = { ...options };
  }

  static optionsOf(given: SubmitOptions | Client): SubmitOptions {
    return given instanceof Client ? given.#options : given;
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
