import { RequestError } from "verifik-flow";
import { expect } from "vitest";

/** What a request fails with. */
export async function requestFailureOf(asked: Promise<unknown>): Promise<RequestError> {
  const error = await asked.then(
    () => expect.fail("the request did not fail"),
    (error: unknown) => error,
  );
  return error instanceof RequestError ? error : expect.fail(`the request threw ${error}`);
}
