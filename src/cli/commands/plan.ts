import { writeFile } from "node:fs/promises";
import { match } from "ts-pattern";
import { flowDiagram } from "../../flows/print.js";
import { type ChoiceOptions, choicesOf } from "../choices.js";
import type { Command, CommonOptions } from "../command.js";
import { chooseEnvironment } from "../environment.js";
import { annotationsText } from "../github.js";
import { isWork, loosens, overwritesDrift } from "../plan/approval.js";
import { planMarkdown } from "../plan/markdown.js";
import type { Plan } from "../plan/plan.js";
import { changeText, planText } from "../plan/text.js";
import { look, type Present } from "../situation.js";
import type { failures, planFormats } from "../words.js";
import { openWorkspace } from "../workspace.js";

export interface PlanOptions extends CommonOptions, ChoiceOptions {
  readonly out?: string;
  readonly format?: (typeof planFormats)[number];
  readonly failOn?: readonly (typeof failures)[number][];
}

/** Reads what is stored and shows what an apply would do. Changes nothing. */
export const plan: Command<PlanOptions> = async (options, context) => {
  const workspace = await openWorkspace(context.folder, options.config);
  const environment = chooseEnvironment(workspace.config, options.env);
  const locked = workspace.lock[environment.name] ?? {};
  const present = await look(workspace.config, locked, environment, context);
  const made = present.planFor(choicesOf(options, present.open));
  if (options.out !== undefined) await writeFile(options.out, `${JSON.stringify(made, null, 2)}\n`);
  context.output.say(textOf(made, present, options.format ?? "text", context.output.paint));
  const fails = (options.failOn ?? ["changes"]).some((what) => has(made, what));
  return { exitCode: fails ? 2 : 0, json: { ...made, outcome: fails ? "changes" : "unchanged" } };
};

function textOf(
  plan: Plan,
  { flows }: Present,
  format: NonNullable<PlanOptions["format"]>,
  paint: Parameters<typeof planText>[1],
): string {
  return match(format)
    .with("text", () => planText(plan, paint))
    .with("json", () => JSON.stringify(plan, null, 2))
    .with("markdown", () => {
      const work = plan.flows.filter((flow) => isWork(flow) && flow.action !== "delete");
      const diagrams = work.flatMap(({ name }) => {
        const flow = flows[name];
        return flow ? [[name, flowDiagram(flow)] as const] : [];
      });
      return planMarkdown(plan, Object.fromEntries(diagrams));
    })
    .with("github", () => annotationsText(annotations(plan)))
    .exhaustive();
}

function annotations(plan: Plan) {
  return plan.flows.filter(isWork).map((flow) => ({
    level: loosens(flow) ? ("error" as const) : ("notice" as const),
    file: "verifik.config.ts",
    title: `${plan.environment} ${flow.name}: ${flow.action}`,
    message: flow.changes.map((change) => `${changeText(change)} ${change.effect}`).join("\n"),
  }));
}

function has({ flows }: Plan, what: (typeof failures)[number]): boolean {
  return match(what)
    .with("loosens", () => flows.some(loosens))
    .with("drift", () => flows.some((flow) => flow.drift.length > 0 || overwritesDrift(flow)))
    .with("delete", () => flows.some(({ action }) => action === "delete"))
    .with("changes", () => flows.some((flow) => isWork(flow) || flow.drift.length > 0))
    .exhaustive();
}
