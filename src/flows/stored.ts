import { type LeftOut, readStored } from "../read/stored.js";
import { type FlowOfType, type FlowTypeName, flowOf } from "./parse.js";
import { flowTypes } from "./types.js";

/** A stored flow as code can go on with it. */
export interface StoredReading {
  /** The flow of what the table knows and today's documentation allows. */
  readonly flow: FlowOfType[FlowTypeName];
  /** Everything else that was stored, with the reason. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The flow that a stored one stands for. Tolerant, unlike `parseFlow`: stored flows are older than today's bounds,
 * and hold fields of the server. Nothing is lost silently: what isn't in the flow is in `leftOut`.
 *
 * ```ts
 * const { flow, leftOut } = readStoredFlow(stored);
 * // leftOut: [
 * //   { path: "_id", reason: "server", value: "65f0…" },
 * //   { path: "onboardingSettings.document.compareMinScore", reason: "not-allowed", value: 85,
 * //     message: "85 is out of range: expected 0.5 to 1" },
 * // ]
 * ```
 *
 * @throws {InvalidFlowError} if it isn't a v2 flow of a type that is known, or has no project.
 * @see https://docs.verifik.co/resources/project-flows/retrieve-a-project-flow
 */
export function readStoredFlow(stored: unknown): StoredReading {
  const { leftOut, ...parsed } = readStored(stored, flowTypes);
  return { flow: flowOf(parsed), leftOut };
}
