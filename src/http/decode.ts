import { match, P } from "ts-pattern";
import type { StoredFlow } from "./stored-flow.js";

const storedFlow = { _id: P.string.minLength(1) };

/** The stored flow in an answer; `undefined` if there is none. */
export function decodeStoredFlow(body: string): StoredFlow | undefined {
  return inEnvelope(body, storedFlow) as StoredFlow | undefined;
}

/** The list of stored flows in an answer; `undefined` if there is none. */
export function decodeStoredFlows(body: string): readonly StoredFlow[] | undefined {
  return inEnvelope(body, P.array(storedFlow)) as readonly StoredFlow[] | undefined;
}

/** What has the pattern, in each of the envelopes that Verifik documents. */
function inEnvelope(body: string, pattern: P.Pattern<unknown>): unknown {
  return match(parse(body))
    .with(pattern, (bare) => bare)
    .with({ data: pattern }, ({ data }) => data) // { data } and { success, data, signature }
    .otherwise(() => undefined);
}

/** The parsed JSON; `undefined` if it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
