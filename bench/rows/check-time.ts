import { budget } from "../../measure/budget.js";
import { type Compiler, compilerCost } from "../../measure/compiler.js";
import { composedFlows, literalFlows } from "../../measure/modules.js";
import { inTurns } from "../measure/in-turns.js";
import { type Row, timeRatio } from "../row.js";

const rounds = 3;
const flows = 1_000;

/** How long the compiler checks flows that are composed, and the same flows as object literals. */
export async function checkTime(compiler: Compiler): Promise<readonly Row[]> {
  const modules = { composed: composedFlows(flows), literal: literalFlows(flows) };
  const times = await inTurns(
    rounds,
    modules,
    async (module) => (await compilerCost(compiler, module)).checkTime,
  );
  const what = `check time of 1,000 flows, ${compiler}`;
  const against = "object literals with `satisfies`";
  return [timeRatio(what, against, [times.composed, times.literal], budget.checkTime[compiler])];
}
