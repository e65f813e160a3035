import { match } from "ts-pattern";
import type { Change } from "../../compare/changes.js";
import type { Output, Style } from "../output.js";
import { isWork, loosens } from "./approval.js";
import { sectionOf } from "./drift.js";
import type { Plan } from "./plan.js";
import { type Action, isBlocked, type PlannedFlow } from "./planned-flow.js";

type Paint = Output["paint"];

const signs: Readonly<Record<Action, string>> = {
  create: "+",
  change: "~",
  adopt: ">",
  unchanged: "=",
  orphaned: "?",
  delete: "-",
  blocked: "!",
};

/** A plan as people read it on a terminal: every flow, then what loosens verification, then the counts. */
export function planText(plan: Plan, paint: Paint): string {
  const width = Math.max(...plan.flows.map(({ name }) => name.length), 0);
  const blocks = [
    paint("bold", `${plan.environment}  ${plan.host}`),
    ...plan.flows.map((flow) => flowLines(flow, width, paint).join("\n")),
    loosening(plan, paint),
    countsOf(plan),
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

/** `1 to create, 1 to change`, and how to agree to it if that takes the plan's digest. */
export function countsOf({ summary, flows, digest }: Plan): string {
  const parts = [
    [summary.create, "to create"],
    [summary.change, "to change"],
    [summary.adopt, "to adopt"],
    [summary.delete, "to delete"],
    [summary.orphaned, "orphaned"],
    [summary.unchanged, "unchanged"],
    [summary.blocked, "blocked"],
  ] as const;
  const counts = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const approval = flows.some(loosens) ? `      approve: --approve ${digest}` : "";
  return `${counts.join(", ") || "no flows"}${approval}`;
}

export function changeText({ path, before, after }: Change, { hidden }: PlannedFlow): string {
  const from = hidden.includes(path) ? "(not shown by the server)" : valueText(before);
  return `${path}  ${from} -> ${valueText(after)}`;
}

/** The fields that were not compared with what is stored, because the server doesn't show them. */
export function unseenIn({ hidden, changes }: PlannedFlow): readonly string[] {
  return hidden.filter((path) => !changes.some((change) => change.path === path));
}

function flowLines(flow: PlannedFlow, width: number, paint: Paint): readonly string[] {
  const { name, action, type, project, id, changes, drift, kept, problem } = flow;
  const unseen = unseenIn(flow);
  const whose =
    id === undefined ? `${type} flow of project ${project}` : `${type} flow ${valueText(id)}`;
  const head = `${signs[action]} ${name.padEnd(width)}  ${action.padEnd(9)}  ${whose}`;
  const shown = action === "create" ? [] : changes;
  return [
    isWork(flow) || isBlocked(flow) ? head : paint("dim", head),
    ...shown.map((change) => `    ${changeText(change, flow)}  ${effectText(change, paint)}`),
    ...(drift.length > 0
      ? [`    changed on the server since the last apply: ${drift.join(", ")}`]
      : []),
    ...(kept.length > 0
      ? [paint("dim", `    kept, not in the code: ${kept.map(valueText).join(", ")}`)]
      : []),
    ...(unseen.length > 0
      ? [paint("dim", `    as last applied, not shown by the server: ${unseen.join(", ")}`)]
      : []),
    ...(problem === undefined ? [] : [paint("red", `    ! ${problem}`)]),
  ];
}

function loosening(plan: Plan, paint: Paint): string {
  const flows = plan.flows.filter(loosens);
  if (flows.length === 0) return "";
  const lines = flows.flatMap((flow) =>
    flow.changes
      .filter(({ effect }) => effect === "loosens" || effect === "unclear")
      .flatMap((change) => {
        const section = sectionOf(change);
        const undoes = `      ! ${section} was changed on the server since the last apply: this may undo it`;
        return [
          `  ${flow.name}  ${changeText(change, flow)}  ${effectText(change, paint)}`,
          ...(flow.drift.includes(section) ? [undoes] : []),
        ];
      }),
  );
  const { loosens: down, unclear } = plan.summary;
  const parts = [down > 0 && fieldsText(down), unclear > 0 && `${fieldsText(unclear)} unclear`];
  const title = down > 0 ? "LOOSENS VERIFICATION" : "MAY LOOSEN VERIFICATION";
  const head = `${title}  ${parts.filter(Boolean).join(", ")}   ${plan.environment}   ${plan.host}`;
  return ["", paint("bold", paint("red", head)), ...lines, ""].join("\n");
}

function fieldsText(count: number): string {
  return count === 1 ? "1 field" : `${count} fields`;
}

function effectText({ effect }: Change, paint: Paint): string {
  const style = match(effect)
    .returnType<Style>()
    .with("loosens", () => "red")
    .with("tightens", () => "green")
    .with("unclear", () => "yellow")
    .with("neutral", () => "dim")
    .exhaustive();
  return paint(style, effect);
}

function valueText(value: unknown): string {
  if (value === undefined) return "(not set)";
  const isLine = typeof value === "string" && !/\p{Cc}/u.test(value);
  return isLine ? value : JSON.stringify(value); // what a server stores must not begin a line
}
