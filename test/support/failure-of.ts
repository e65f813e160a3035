import { SubmitError } from "verifik-flow";
import { expect } from "vitest";

/** What a submit fails with. */
export async function failureOf(submitted: Promise<unknown>): Promise<SubmitError> {
  const error = await submitted.then(
    () => expect.fail("the submit did not fail"),
    (error: unknown) => error,
  );
  return error instanceof SubmitError ? error : expect.fail(`the submit threw ${error}`);
}
