import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";

/** What `read` makes of foreign data. A getter or a proxy of somebody else's may throw anything. */
export function reading<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof InvalidFlowError) throw cause;
    const error = new InvalidFlowError([issueOf(path, {}, "can't be read", "plain data")]);
    throw Object.assign(error, { cause }); // else a mistake of ours would leave no trace
  }
}
