import type { Lacks } from "../check/sentences.js";
import type { FlowType, ownType } from "../model/flow-type.js";

/** Makes a body. */
export type Build<Body> = () => Body;

/**
 * The methods of every flow, of whatever type. One that needs a complete flow is a sentence too if something
 * is missing: that can't be called, and nothing that wants such a method takes the flow.
 */
export interface FlowMethods<Flow, Missing extends string, Body> {
  readonly [ownType]: FlowType;

  /**
   * The request body, deeply frozen.
   *
   * `flow().project("507f1f77bcf86cd799439013").build()`
   * → `{ "type": "onboarding", "project": "507f1f77bcf86cd799439013" }`
   *
   * @throws {InvalidFlowError} if the flow has no project.
   */
  readonly build: Lacks<Missing, "build"> | Build<Body>;

  /**
   * The same body, for `JSON.stringify(flow)`.
   *
   * @throws {InvalidFlowError} if the flow has no project.
   */
  readonly toJSON: Lacks<Missing, "toJSON"> | Build<Body>;

  /**
   * Hands the flow to a function and returns what that returns: presets are plain functions.
   *
   * `flow().pipe(strict)` is `strict(flow())`.
   */
  pipe<Result>(use: (flow: Flow) => Result): Result;

  /**
   * Refines the flow only if the condition holds, or if a value is there: neither `undefined` nor `null` nor
   * `false`. The function is given the value too; `0` and `""` are values.
   *
   * `.when(country === "CO", (flow) => flow.document((document) => document.useLicense()))`
   *
   * `.when(url, (flow, url) => flow.redirectUrl(WebUrl(url)))` with a `url` that may be `undefined`
   */
  when<const Given>(
    given: Given,
    refine: (flow: Flow, given: Exclude<Given, undefined | null | false>) => Flow,
  ): Flow;
}
