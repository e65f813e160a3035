import type { SubmitOptions } from "./options.js";

/** Options that are held for later. The token cannot be read back out of it. */
export class HeldOptions {
  readonly #options: SubmitOptions;

  constructor(options: SubmitOptions) {
    this.#options = { ...options };
  }

  static of(given: SubmitOptions | HeldOptions): SubmitOptions {
    return given instanceof HeldOptions ? given.#options : given;
  }
}
