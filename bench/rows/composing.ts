import { budget } from "../../measure/budget.js";
import { runPlainly } from "../measure/plain-node.js";
import type { ComposingTimes } from "../plain/composing.js";
import { type Row, timeRatio } from "../row.js";

/** The flow of the example, composed from nothing and by one change to another. */
export async function composing(): Promise<readonly Row[]> {
  const { composed, parsed, literal, built, derived } =
    await runPlainly<ComposingTimes>("composing");
  const full = "composing a flow and JSON.stringify";
  const variant = "deriving a variant and building it";
  return [
    timeRatio(
      full,
      "object literal, zod 4, JSON.stringify",
      [composed, parsed],
      budget.composingOverZod,
    ),
    timeRatio(full, "object literal, JSON.stringify", [composed, literal]),
    timeRatio(variant, "composing the flow and building it", [derived, built], budget.deriving),
  ];
}
