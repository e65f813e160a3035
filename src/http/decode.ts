import { match, P } from "ts-pattern";
import type { StoredFlow } from "./stored-flow.js";

const stored = { _id: P.string.minLength(1) };

/** The stored flow in an answer, in each of the envelopes that Verifik documents; else `undefined`. */
export function decodeStoredFlow(body: string): StoredFlow | undefined {
  const flow = match(parse(body))
    .with(stored, (bare) => bare)
    .with({ data: stored }, ({ data }) => data) // { data } and { success, data, signature }
    .otherwise(() => undefined);
  return flow as StoredFlow | undefined;
}

/** The parsed JSON; `undefined` if it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
