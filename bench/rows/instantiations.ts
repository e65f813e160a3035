import { budget } from "../../measure/budget.js";
import { type Compiler, compilerCost } from "../../measure/compiler.js";
import { composedFlows } from "../../measure/modules.js";
import { count, type Row, ratio } from "../row.js";

/** What the compiler counts when it checks complete flows. */
export async function instantiations(compiler: Compiler): Promise<readonly Row[]> {
  const one = await total(compiler, 1);
  const some = await total(compiler, 201);
  const thousand = await total(compiler, 1_000);
  const more = await total(compiler, 2_000);
  const first = (thousand - one) / 999;
  const second = (more - thousand) / 1_000;
  const what = `instantiations for one flow, ${compiler}`;
  const late = `instantiations for one flow of the second thousand, ${compiler}`;
  return [
    count(what, (some - one) / 200, budget.instantiationsPerFlow),
    ratio(late, "one of the first thousand", second / first, budget.growth),
  ];
}

async function total(compiler: Compiler, flows: number): Promise<number> {
  return (await compilerCost(compiler, composedFlows(flows))).instantiations;
}
