import { budget } from "../../measure/budget.js";
import { runPlainly } from "../measure/plain-node.js";
import type { ComparingTimes } from "../plain/comparing.js";
import { type Row, timeRatio } from "../row.js";

/** The flow of the example beside one with four changes. */
export async function comparing(): Promise<readonly Row[]> {
  const { flows, bodies, structures } = await runPlainly<ComparingTimes>("comparing");
  const against = "microdiff of the bodies";
  return [
    timeRatio("comparing two flows", against, [flows, structures], budget.comparing),
    timeRatio("comparing two bodies", against, [bodies, structures], budget.comparing),
  ];
}
