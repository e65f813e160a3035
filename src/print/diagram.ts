import type { FlowData } from "../model/flow-data.js";
import { heldIn } from "./held.js";

/** A place on the applicant's way. */
interface Stop {
  readonly id: string;
  /** What is shown of it, line by line. */
  readonly lines: readonly string[];
}

/** From one stop to the next. */
export interface Turn {
  readonly from: string;
  readonly to: string;
  /** What somebody does who leaves a stop out. */
  readonly instead?: string;
}

export interface Way {
  readonly stops: readonly Stop[];
  readonly turns: readonly Turn[];
}

/** A flowchart for Mermaid. What can be left out is dashed. */
export function diagram({ stops, turns }: Way): string {
  const nodes = stops.map(
    ({ id, lines }) => `  ${nodeOf(id)}["${lines.map(escaped).join("<br/>")}"]`,
  );
  const edges = turns.map(({ from, to, instead }) => {
    const arrow = instead === undefined ? "-->" : `-. "${escaped(instead)}" .->`;
    return `  ${nodeOf(from)} ${arrow} ${nodeOf(to)}`;
  });
  return `${["flowchart TD", ...nodes, ...edges].join("\n")}\n`;
}

/** One part of the flow after the other: of a type whose way isn't told. */
export function plainWay(flow: FlowData): Way {
  const parts = heldIn(flow).filter(({ inner }) => inner.length > 0);
  const names = ["start", ...parts.map(({ name }) => name), "end"];
  const stops = names.map((name) => ({ id: name, lines: [name] }));
  return { stops, turns: inOrder(names) };
}

/** Turns from each stop to the next. */
export function inOrder(ids: readonly string[]): readonly Turn[] {
  return ids.slice(1).map((to, index) => ({ from: ids[index] ?? to, to }));
}

/** A name of its own: `end` and others mean something to Mermaid. */
function nodeOf(id: string): string {
  return `${id.replace(/\W/g, "_")}_stop`;
}

/** Everything but words and plain marks as Mermaid's own character codes. */
function escaped(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} .,:/'-]/gu, (mark) => `#${mark.codePointAt(0)};`);
}
