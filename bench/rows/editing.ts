import { budget } from "../../measure/budget.js";
import { completions, hover, linesOf } from "../../measure/editor.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { count, fact, type Row } from "../row.js";

const start = 'import { flow } from "verifik-flow";\nflow().document((d) => d.';

/** What an editor shows to someone who writes a flow; the language service is that of TypeScript 5.9. */
export function editing(): readonly Row[] {
  const { document } = onboarding.rows.onboardingSettings.rows;
  const methods = [...Object.keys(document.rows), "without"].sort();
  const offered = completions(start).toSorted();
  const score = hover(`${start}minScore(0.67))`, "minScore");
  return [
    fact(
      "completion inside `.document((d) => d.`",
      `${offered.length} names`,
      `the ${methods.length} methods of that section`,
      offered.join() === methods.join(),
    ),
    count("lines of the hover on `minScore(0.67)`", linesOf(score), budget.hoverLines),
    fact(
      "range in that hover",
      / (\S+ to \d\S*)\./.exec(score)?.[1] ?? "none",
      "0.5 to 1",
      score.includes("0.5 to 1"),
    ),
  ];
}
