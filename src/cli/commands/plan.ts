import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { match } from "ts-pattern";
import { flowDiagram } from "../../flows/print.js";
import { type ChoiceOptions, choicesOf } from "../choices.js";
import type { Command, CommonOptions } from "../command.js";
import { chooseEnvironment } from "../environment.js";
import { type Annotation, addToSummary, annotationsText } from "../github.js";
import { isWork, loosens } from "../plan/approval.js";
import { planMarkdown } from "../plan/markdown.js";
import type { Plan } from "../plan/plan.js";
import { isBlocked } from "../plan/planned-flow.js";
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
  const { format = "text" } = options;
  if (format === "github") {
    const file = relative(context.folder, workspace.configPath);
    context.output.say(annotationsText(annotations(made, file), "see the summary of the step"));
    await addToSummary(markdownOf(made, present), context.env);
  } else {
    context.output.say(textOf(made, present, format, context.output.paint));
  }
  const fails = (options.failOn ?? ["changes"]).some((what) => has(made, what));
  return { exitCode: fails ? 2 : 0, json: { ...made, outcome: fails ? "changes" : "unchanged" } };
};

function textOf(
  plan: Plan,
  present: Present,
  format: Exclude<PlanOptions["format"], "github" | undefined>,
  paint: Parameters<typeof planText>[1],
): string {
  return match(format)
    .with("text", () => planText(plan, paint))
    .with("json", () => JSON.stringify(plan, null, 2))
    .with("markdown", () => markdownOf(plan, present))
    .exhaustive();
}

function markdownOf(plan: Plan, { flows }: Present): string {
  const work = plan.flows.filter((flow) => isWork(flow) && flow.action !== "delete");
  const diagrams = work.flatMap(({ name }) => {
    const flow = flows[name];
    return flow ? [[name, flowDiagram(flow)] as const] : [];
  });
  return planMarkdown(plan, Object.fromEntries(diagrams));
}

function annotations(plan: Plan, file: string): readonly Annotation[] {
  return plan.flows
    .filter((flow) => isWork(flow) || isBlocked(flow))
    .map((flow) => ({
      level: loosens(flow) || isBlocked(flow) ? ("error" as const) : ("notice" as const),
      file,
      title: `${plan.environment} ${flow.name}: ${flow.action}`,
      message: [
        ...(flow.problem === undefined ? [] : [flow.problem]),
        ...flow.changes.map((change) => `${changeText(change, flow)} ${change.effect}`),
      ].join("\n"),
    }));
}

function has({ flows }: Plan, what: (typeof failures)[number]): boolean {
  return match(what)
    .with("loosens", () => flows.some(loosens))
    .with("drift", () => flows.some(({ drift }) => drift.length > 0))
    .with("delete", () => flows.some(({ action }) => action === "delete"))
    .with("changes", () => flows.some((flow) => isWork(flow) || isBlocked(flow)))
    .exhaustive();
}
