import { checkOptions } from "../check/options.js";
import { type FlowLike, flowDataOf } from "../model/flow-data.js";
import type { FlowType } from "../model/flow-type.js";
import { reading } from "../model/reading.js";
import { diagram, plainWay } from "../print/diagram.js";
import { explain } from "../print/explain.js";
import { type Locale, localeOf } from "../print/locale.js";
import { printCode } from "../print/print-code.js";
import type { Telling } from "../print/wording.js";
import { loginTelling } from "./login/telling.js";
import { onboarding } from "./onboarding/table.js";
import { onboardingTelling } from "./onboarding/telling.js";
import { type FlowTypeName, flowTypes } from "./types.js";

/** How a flow is printed. */
export interface PrintOptions {
  /** The name of the constant: the flow's type unless you give another. */
  readonly name?: string | undefined;
}

/**
 * The code that composes the flow: a module that exports it.
 *
 * ```ts
 * printFlow(flow().status("draft").document((document) => document.usePassport()));
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
export function printFlow(flow: FlowLike, options: PrintOptions = {}): string {
  checkOptions(options, ["name"]);
  const { name } = options;
  return reading("flow", () => {
    const known = flowDataOf(flow, flowTypes);
    return printCode(known, { name: name ?? known.type.type, builder: builderOf(known.type) });
  });
}

/** The function of `index.ts`: that of the first type is called `flow`, any other `loginFlow`. */
function builderOf({ type }: FlowType): string {
  return type === onboarding.type ? "flow" : `${type}Flow`;
}

/** A flow type that is forgotten here doesn't compile. */
const tellings: Readonly<Record<FlowTypeName, Telling>> = {
  onboarding: onboardingTelling,
  login: loginTelling,
};

function tellingOf({ type }: FlowType): Telling | undefined {
  return Object.entries(tellings).find(([name]) => name === type)?.[1];
}

/** How a flow is explained. */
export interface ExplainOptions {
  /** `"en"` for English, which is the default, or `"es"` for Spanish. */
  readonly locale?: Locale | undefined;
}

/**
 * What the flow asks of somebody, in order, and what makes them fail: Markdown for readers who don't know
 * Verifik's documentation.
 *
 * ```ts
 * explainFlow(flow().document((document) => document.usePassport()));
 * // # What an applicant goes through
 * //
 * // ## 1. Document
 * //
 * // - A passport is accepted.
 * ```
 *
 * It says no more than what Verifik documents, and of a list of people only how many there are, and how many have each field. Values that
 * aren't allowed stand in a chapter of their own.
 *
 * @throws {InvalidFlowError} if it's no flow, or there are no words in that language.
 * @see https://docs.verifik.co/smartenroll
 */
export function explainFlow(flow: FlowLike, options: ExplainOptions = {}): string {
  checkOptions(options, ["locale"]);
  const { locale = "en" } = options;
  return reading("flow", () => {
    const known = flowDataOf(flow, flowTypes);
    return explain(known, tellingOf(known.type), localeOf(locale));
  });
}

/**
 * The way that the flow leads somebody, as a flowchart for Mermaid. What can be left out is dashed.
 *
 * ```ts
 * flowDiagram(loginFlow().login((login) => login.email()));
 * // flowchart TD
 * //   start_stop["Login"]
 * //   emailCode_stop["Code by email"]
 * //   end_stop["Afterwards"]
 * //   start_stop --> emailCode_stop
 * //   emailCode_stop --> end_stop
 * ```
 *
 * @throws {InvalidFlowError} if it's no flow.
 * @see https://docs.verifik.co/smartenroll
 */
export function flowDiagram(flow: FlowLike): string {
  return reading("flow", () => {
    const known = flowDataOf(flow, flowTypes);
    return diagram(tellingOf(known.type)?.way(known.data) ?? plainWay(known));
  });
}
