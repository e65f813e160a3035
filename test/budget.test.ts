import { describe, expect, test } from "vitest";
import { compilerCost, compilerNames } from "../bench/measure/compiler.js";
import { reach } from "../bench/reach.js";
import { dependencies, submittedSize } from "../bench/rows/bundles.js";
import { editing } from "../bench/rows/editing.js";
import { composedFlows } from "../bench/samples/modules.js";

describe("a user's editor", () => {
  test("offers the setters of a section, and shows a setter's range in a few lines", () => {
    expect(editing().filter(({ met }) => !met)).toEqual([]);
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
    expect(early).toBeLessThanOrEqual(reach.instantiationsPerFlow);
    expect(late / early).toBeLessThanOrEqual(reach.growth);
  });
});

/** What was measured, rounded up: `docs/performance.md` says why it is beyond the reach. */
describe("a user's bundle, gzipped", () => {
  test("is within 19 kB for a flow that is submitted", async () => {
    expect(await submittedSize()).toBeLessThanOrEqual(19_000);
  });

  test("has at most 8 kB of our own", async () => {
    expect(await submittedSize(dependencies)).toBeLessThanOrEqual(8_000);
  });
});
