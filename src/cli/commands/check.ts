import { relative } from "node:path";
import { checkFlow, type Finding } from "../../flows/check.js";
import type { Command, CommonOptions, Context } from "../command.js";
import { chooseEnvironment } from "../environment.js";
import { type Annotation, addToSummary, annotationsText } from "../github.js";
import { cell } from "../plan/markdown.js";
import { flowsIn, openWorkspace, type Workspace } from "../workspace.js";

export interface CheckOptions extends CommonOptions {
  readonly format?: "text" | "github";
}

/** A finding, and whose it is: of which flow, and in which environments. */
interface Found extends Finding {
  readonly flow: string;
  readonly environments: readonly string[];
}

const levels = { error: "error", warning: "warning", hint: "notice" } as const;
const styles = { error: "red", warning: "yellow", hint: "dim" } as const;

/** Loads, validates and checks every flow, in every environment, without a network. */
export const check: Command<CheckOptions> = async (options, context) => {
  const workspace = await openWorkspace(context.folder, options.config);
  const found = findingsOf(workspace, options.env);
  const file = relative(context.folder, workspace.configPath);
  const flows = Object.keys(workspace.config.flows).length;
  if (options.format === "github") {
    const rest = "see the summary of the step, or `verifik-flow check`";
    context.output.say(annotationsText(found.map(annotation(file)), rest));
    await addToSummary(markdownOf(found), context.env);
  } else {
    sayFindings(found, flows, context);
  }
  const bad = found.some(({ severity }) => severity !== "hint");
  const outcome = bad ? "findings" : "clean";
  return {
    exitCode: bad ? 2 : 0,
    json: { format: "verifik-flow/check", formatVersion: "1.0", outcome, flows, findings: found },
  };
};

function findingsOf({ config }: Workspace, only: string | undefined): readonly Found[] {
  const names =
    only === undefined ? Object.keys(config.environments) : [chooseEnvironment(config, only).name];
  const found = new Map<string, Found>();
  for (const name of names) {
    for (const [flow, composed] of Object.entries(flowsIn(config, { name }))) {
      for (const finding of checkFlow(composed)) {
        const key = JSON.stringify([flow, finding.code, finding.paths]);
        const environments = [...(found.get(key)?.environments ?? []), name];
        found.set(key, { ...finding, flow, environments });
      }
    }
  }
  return [...found.values()];
}

function annotation(file: string) {
  return ({ severity, code, flow, message }: Found): Annotation => {
    return { level: levels[severity], file, title: `${flow}: ${code}`, message };
  };
}

function markdownOf(found: readonly Found[]): string {
  const rows = found.map(
    ({ severity, flow, paths, message, source }) =>
      `| ${severity} | ${flow} | ${paths.map((path) => `\`${path}\``).join(", ")} | ${cell(message)} | ${source} |`,
  );
  const head = ["| Severity | Flow | Fields | Finding | Source |", "|---|---|---|---|---|"];
  return found.length === 0 ? "verifik-flow check: nothing found" : [...head, ...rows].join("\n");
}

function sayFindings(found: readonly Found[], flows: number, { output }: Context): void {
  for (const { severity, code, flow, paths, message, source } of found) {
    output.say(`${output.paint(styles[severity], severity)} ${flow} ${paths.join(", ")}  ${code}`);
    output.say(`  ${message}`);
    output.say(output.paint("dim", `  ${source}`));
  }
  const counted = flows === 1 ? "1 flow" : `${flows} flows`;
  output.say(
    found.length === 0 ? `${counted}: nothing found` : `${counted}: ${found.length} found`,
  );
}
