import { budget } from "../../measure/budget.js";
import { runPlainly } from "../measure/plain-node.js";
import type { ParsingFigures } from "../plain/parsing.js";
import { count, type Row, timeRatio } from "../row.js";

/** The body of the example, as JSON of somebody else's. */
export async function parsing(): Promise<readonly Row[]> {
  const { times, keptBytes } = await runPlainly<ParsingFigures>("parsing");
  return [
    timeRatio(
      "parsing a body into a flow",
      "zod 4",
      [times.flow, times.zod],
      budget.parsingOverZod,
    ),
    count("bytes kept for each of 10,000 parsed bodies", keptBytes, budget.parsedBytes),
  ];
}
