import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";

/** What `read` makes of foreign data. A getter or a proxy of somebody else's may throw anything. */
export function reading<Result>(given: unknown, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidFlowError) throw error;
    throw new InvalidFlowError([issueOf("flow", given, "can't be read", "JSON")]);
  }
}
