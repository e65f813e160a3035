import { type FlowLike, flowDataOf } from "../model/flow-data.js";
import type { FlowType } from "../model/flow-type.js";
import { printCode } from "../print/print-code.js";
import { onboarding } from "./onboarding/table.js";
import { flowTypes } from "./types.js";

/** How a flow is printed. */
export interface PrintOptions {
  /** The name of the constant: the flow's type unless you give another. */
  readonly name?: string | undefined;
}

/**
 * The code that composes the flow: a module that exports it.
 *
 * ```ts
 * printFlow({ type: "onboarding", status: "draft", onboardingSettings: { document: { usePassport: true } } });
 * // import { flow } from "verifik-flow";
 * //
 * // export const onboarding = flow()
 * //   .status("draft")
 * //   .document((document) => document.usePassport());
 * ```
 *
 * What the builder doesn't know isn't printed: fields of the server, and fields that are blank because
 * nobody set them. A populated project is printed as its id.
 *
 * @throws {InvalidFlowError} with every value that the builder wouldn't take, or if `name` is no name for
 * a constant.
 */
export function printFlow(flow: FlowLike, { name }: PrintOptions = {}): string {
  const known = flowDataOf(flow, flowTypes);
  return printCode(known, { name: name ?? known.type.type, builder: builderOf(known.type) });
}

/** The function of `index.ts`: that of the first type is called `flow`, any other `loginFlow`. */
function builderOf({ type }: FlowType): string {
  return type === onboarding.type ? "flow" : `${type}Flow`;
}
