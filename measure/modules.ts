import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onboarding } from "../examples/onboarding.js";
import { root } from "./folder.js";
import { withLiterals } from "./literals.js";

const example = await readFile(join(root, "examples/onboarding.ts"), "utf8");
const composition = example.slice(example.indexOf("flow()"));
const literal = `${JSON.stringify(onboarding, undefined, 2)} satisfies FlowBody;`;

/** A module that composes the flow of the example many times, with other literals each time. */
export function composedFlows(count: number): string {
  return `import { flow } from "verifik-flow";\n${exported(count, composition)}`;
}

/** A module of the same flows as object literals. */
export function literalFlows(count: number): string {
  return `import type { FlowBody } from "verifik-flow";\n${exported(count, literal)}`;
}

function exported(count: number, flow: string): string {
  const names = Array.from({ length: count }, (_, index) => index);
  return names
    .map((index) => `export const flow${index} = ${withLiterals(flow, index)}\n`)
    .join("");
}
