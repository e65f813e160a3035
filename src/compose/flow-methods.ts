import type { Lacks } from "../check/sentences.js";
import type { FlowType, ownType } from "../model/flow-type.js";

/** What `this` may be: any object if nothing is missing, else the sentence that says what is. */
export type Complete<Missing extends string, Method extends string> = [Missing] extends [never]
  ? object
  : Lacks<Missing, Method>;

/** The methods of every flow, of whatever type. */
export interface FlowMethods<Flow, Missing extends string, Body> {
  readonly [ownType]: FlowType;

  /**
   * Hands the flow to a function and returns what that returns: presets are plain functions.
   *
   * `flow().pipe(strict)` is `strict(flow())`.
   */
  pipe<Result>(use: (flow: Flow) => Result): Result;

  /**
   * Refines the flow only if the condition holds.
   *
   * `.when(country === "CO", (flow) => flow.document((document) => document.useLicense()))`
   */
  when(condition: boolean, refine: (flow: Flow) => Flow): Flow;

  /**
   * The request body, deeply frozen.
   *
   * `flow().project("507f1f77bcf86cd799439013").build()`
   * → `{ "type": "onboarding", "project": "507f1f77bcf86cd799439013" }`
   *
   * @throws {InvalidFlowError} if the flow has no project.
   */
  build(this: Complete<Missing, "build">): Body;

  /**
   * The same body, for `JSON.stringify(flow)`.
   *
   * @throws {InvalidFlowError} if the flow has no project.
   */
  toJSON(): Body;
}
