import { isWork, loosens } from "./approval.js";
import type { Plan } from "./plan.js";
import { isBlocked, type PlannedFlow } from "./planned-flow.js";
import { countsOf, unseenIn } from "./text.js";

/** A comment on a pull request may have 65,536 characters. */
const longest = 60_000;

/** A plan for a pull request. What loosens verification stands first and is never folded away. */
export function planMarkdown(plan: Plan, diagrams: Readonly<Record<string, string>>): string {
  const loosening = plan.flows.filter(loosens);
  const others = plan.flows.filter((flow) => (isWork(flow) || isBlocked(flow)) && !loosens(flow));
  const must = [
    `<!-- verifik-flow plan ${plan.environment} -->`,
    `### verifik-flow: ${escaped(plan.environment)} (${escaped(plan.host)})`,
    ...(loosening.length > 0 ? ["**This loosens verification.**", ...loosening.map(flowText)] : []),
    ...others.filter(({ problem }) => problem !== undefined).map(flowText),
  ];
  const rest = [
    ...others.filter(({ problem }) => problem === undefined).map(flowText),
    ...Object.entries(diagrams).map(([name, diagram]) => folded(`${name} as a diagram`, diagram)),
  ];
  const last = `${escaped(countsOf(plan))} · plan \`${plan.digest}\``;
  return [...must, ...fitting(rest, longest - must.join().length), last].join("\n\n");
}

/** As many as there's room for, and a line that says what is left out. */
function fitting(texts: readonly string[], room: number): readonly string[] {
  let left = room;
  const taken = texts.filter((text) => {
    left -= text.length + 2;
    return left > 0;
  });
  const missing = texts.length - taken.length;
  return missing === 0 ? taken : [...taken, `${missing} more left out: see \`verifik-flow plan\`.`];
}

function flowText(flow: PlannedFlow): string {
  const { name, action, changes, drift, kept, hidden, problem } = flow;
  const unseen = unseenIn(flow);
  const rows = changes.map(
    ({ path, before, after, effect }) =>
      `| \`${path}\` | ${hidden.includes(path) ? "*not shown by the server*" : cell(before)} | ${cell(after)} | ${effect === "loosens" ? "**loosens**" : effect} |`,
  );
  const table =
    action === "create" || rows.length === 0
      ? []
      : [["| Field | Stored | Planned | Effect |", "|---|---|---|---|", ...rows].join("\n")];
  return [
    `**${escaped(name)}**: ${action}`,
    ...(problem === undefined ? [] : [`Can't be applied: ${escaped(problem)}`]),
    ...table,
    ...(drift.length > 0
      ? [`Changed on the server since the last apply: ${drift.join(", ")}`]
      : []),
    ...(kept.length > 0 ? [`Kept, not in the code: ${kept.join(", ")}`] : []),
    ...(unseen.length > 0
      ? [`As last applied, not shown by the server: ${unseen.join(", ")}`]
      : []),
  ].join("\n\n");
}

function folded(title: string, diagram: string): string {
  return `<details><summary>${escaped(title)}</summary>\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n</details>`;
}

/** A value in a table. */
export function cell(value: unknown): string {
  return value === undefined
    ? "*not set*"
    : escaped(typeof value === "string" ? value : JSON.stringify(value));
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replaceAll("\n", " ");
}
