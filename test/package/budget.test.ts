import { describe, expect, test } from "vitest";
import { budget } from "../../measure/budget.js";
import { bundled, bundledSize } from "../../measure/bundle.js";
import { compilerCost, compilerNames } from "../../measure/compiler.js";
import { completions, hover, linesOf } from "../../measure/editor.js";
import { composedFlows } from "../../measure/modules.js";
import { login } from "../../src/flows/login/table.js";
import { onboarding } from "../../src/flows/onboarding/table.js";

const head = 'import { flow, loginFlow } from "verifik-flow";\n';

describe("a user's editor", () => {
  test.each([
    ["flow().document((d) => d.", onboarding.rows.onboardingSettings.rows.document.rows],
    ["loginFlow().login((l) => l.", login.rows.login.rows],
  ])("offers after %s the methods of that section, and no other", (start, rows) => {
    const methods = [...Object.keys(rows), "without"];
    expect(completions(head + start).toSorted()).toEqual(methods.toSorted());
  });

  test("shows a setter's range in a few lines", () => {
    const shown = hover(`${head}flow().document((d) => d.minScore(0.67))`, "minScore");
    expect(shown).toContain("0.5 to 1");
    expect(linesOf(shown)).toBeLessThanOrEqual(budget.hoverLines);
  });
});

describe.each(compilerNames)("%s", (compiler) => {
  const instantiations = async (flows: number) =>
    (await compilerCost(compiler, composedFlows(flows))).instantiations;

  test("checks a complete flow in few instantiations, and the last of many in no more", async () => {
    const [one, some, many] = [
      await instantiations(1),
      await instantiations(101),
      await instantiations(301),
    ];
    const early = (some - one) / 100;
    const late = (many - some) / 200;
    expect(early).toBeLessThanOrEqual(budget.instantiationsPerFlow);
    expect(late / early).toBeLessThanOrEqual(budget.growth);
  });
});

describe("a user's bundle, gzipped", () => {
  test.each([
    ["one guard", bundled.guard, budget.guardBytes],
    ["SubmitError", bundled.error, budget.errorBytes],
    ["a flow that is submitted", bundled.submitted, budget.submittedBytes],
  ])("of %s is within its budget", async (_what, code, bytes) => {
    expect(await bundledSize(code)).toBeLessThanOrEqual(bytes);
  });
});
