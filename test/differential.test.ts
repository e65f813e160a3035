import { CompareScore, FlowVersion, LivenessScore, MaxAttempts, SearchScore } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { compilerNames } from "../bench/measure/compiler.js";
import { decimals, integers } from "../src/guards/range.js";
import { compile } from "./support/compile.js";
import { seeded } from "./support/random.js";

/** The project's ranges, and some that later tables will have. */
const ranges = {
  CompareScore: { guard: CompareScore, law: "DecimalLaw<0.5, 1>" },
  LivenessScore: { guard: LivenessScore, law: "DecimalLaw<0.5, 1>" },
  SearchScore: { guard: SearchScore, law: "DecimalLaw<0.3, 1>" },
  MaxAttempts: { guard: MaxAttempts, law: "IntegerLaw<3, 10>" },
  FlowVersion: { guard: FlowVersion, law: "PositiveIntegerLaw" },
  "login liveness score": { guard: decimals("L", 0.51, 0.9), law: "DecimalLaw<0.51, 0.9>" },
  "login search score": { guard: decimals("S", 0.7, 0.95), law: "DecimalLaw<0.7, 0.95>" },
  "v3 liveness score": { guard: decimals("V", 0.52, 0.9), law: "DecimalLaw<0.52, 0.9>" },
  "a narrow score": { guard: decimals("N", 0.0401, 0.0502), law: "DecimalLaw<0.0401, 0.0502>" },
  "v3 attempts": { guard: integers("A", 1, 5), law: "IntegerLaw<1, 5>" },
} as const;

const bounds = [0.0401, 0.0502, 0.3, 0.5, 0.51, 0.52, 0.7, 0.9, 0.95, 1, 3, 10];

/** Number literals as people write them: near every bound, long, short, negative, with exponents. */
function literals(count: number): readonly string[] {
  const random = seeded(20261123);
  const integer = (below: number) => Math.floor(random() * below);
  const shapes: ReadonlyArray<() => string> = [
    () => random().toString(),
    () => random().toFixed(1 + integer(17)),
    () => (random() * 12 - 1).toFixed(integer(4)),
    () => `${integer(14) - 2}`,
    () => `${integer(10)}e-${integer(9)}`,
    () => random().toExponential(integer(12)),
    () => `${(bounds[integer(bounds.length)] ?? 0) + (integer(3) - 1) * 10 ** -integer(17)}`,
    () => `${bounds[integer(bounds.length)]}${integer(1000)}`,
    () => `.${integer(10 ** 6)}`,
    () => `${integer(12)}.`,
    () => `0x${integer(16).toString(16)}`,
    () => `${10 ** integer(23)}`,
  ];
  const fixed = ["0.5", "0.49999999", "1", "1.0000001", "5e-7", "-0.5", "0", "-0", "1e0", "1_0"];
  return [
    ...fixed,
    ...Array.from({ length: count }, (_, n) => shapes[n % shapes.length]?.() ?? ""),
  ];
}

describe.each(compilerNames)("%s", (compiler) => {
  test("accepts the literals that the guards accept, and no other", async () => {
    const all = literals(3000);
    const statements = Object.values(ranges).flatMap(({ guard, law }) =>
      all.map((literal) => ({ guard, literal, text: `judge<${law}>()(${literal});` })),
    );
    const head = `
import type { CheckedNumber } from "../src/types/checked.js";
import type { DecimalLaw, IntegerLaw, NumberLaw, PositiveIntegerLaw } from "../src/types/law.js";
declare function judge<Kept extends NumberLaw>(): <const Value>(value: CheckedNumber<Value, Kept, "G", "m">) => void;
`;
    const source = head + statements.map(({ text }) => text).join("\n");
    const first = head.split("\n").length;
    const refused = new Set((await compile(compiler, source)).map(({ line }) => line - first));

    const disagreements = statements.filter(({ guard, literal }, index) => {
      const value = Number(literal.replace("_", ""));
      return guard.is(value) === refused.has(index) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    });
    expect(disagreements.map(({ text }) => text)).toEqual([]);
    expect(refused.size).toBeGreaterThan(all.length);
    expect(statements.length - refused.size).toBeGreaterThan(all.length);
  });
});
