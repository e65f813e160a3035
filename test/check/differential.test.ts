import fc from "fast-check";
import {
  CompareScore,
  FlowVersion,
  LivenessScore,
  LoginLivenessScore,
  LoginSearchScore,
  MaxAttempts,
  SearchScore,
} from "verifik-flow";
import { describe, test } from "vitest";
import { compilerNames } from "../../measure/compiler.js";
import { decimals, integers } from "../../src/check/ranges.js";
import { compile } from "../support/compile.js";

/** The project's ranges, and some that later tables will have. */
const ranges = {
  CompareScore: { guard: CompareScore, rule: "DecimalRule<'G', { min: 0.5; max: 1 }>" },
  LivenessScore: { guard: LivenessScore, rule: "DecimalRule<'G', { min: 0.5; max: 1 }>" },
  SearchScore: { guard: SearchScore, rule: "DecimalRule<'G', { min: 0.3; max: 1 }>" },
  MaxAttempts: { guard: MaxAttempts, rule: "IntegerRule<'G', { min: 3; max: 10 }>" },
  FlowVersion: { guard: FlowVersion, rule: "PositiveIntegerRule<'G'>" },
  LoginLivenessScore: {
    guard: LoginLivenessScore,
    rule: "DecimalRule<'G', { min: 0.51; max: 0.9 }>",
  },
  LoginSearchScore: { guard: LoginSearchScore, rule: "DecimalRule<'G', { min: 0.7; max: 0.95 }>" },
  "v3 liveness score": {
    guard: decimals("V", { min: 0.52, max: 0.9 }),
    rule: "DecimalRule<'G', { min: 0.52; max: 0.9 }>",
  },
  "a narrow score": {
    guard: decimals("N", { min: 0.0401, max: 0.0502 }),
    rule: "DecimalRule<'G', { min: 0.0401; max: 0.0502 }>",
  },
  "v3 attempts": {
    guard: integers("A", { min: 1, max: 5 }),
    rule: "IntegerRule<'G', { min: 1; max: 5 }>",
  },
  "attempts from none": {
    guard: integers("Z", { min: 0, max: 2 }),
    rule: "IntegerRule<'G', { min: 0; max: 2 }>",
  },
} as const;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const upTo = (max: number) => fc.integer({ min: 0, max });
const bound = fc.constantFrom(0.0401, 0.0502, 0.3, 0.5, 0.51, 0.52, 0.7, 0.9, 0.95, 1, 3, 10);

/** Number literals as people write them: near every bound, long, short, negative, with exponents. */
const literal = fc.oneof(
  fc.constantFrom("0.5", "0.49999999", "1", "1.0000001", "5e-7", "-0.5", "0", "-0", "1e0", "1_0"),
  share.map(String),
  fc.tuple(share, upTo(16)).map(([value, digits]) => value.toFixed(1 + digits)),
  fc.tuple(share, upTo(3)).map(([value, digits]) => (value * 12 - 1).toFixed(digits)),
  fc.integer({ min: -2, max: 11 }).map(String),
  fc.tuple(upTo(9), upTo(8)).map(([value, exponent]) => `${value}e-${exponent}`),
  fc.tuple(share, upTo(11)).map(([value, digits]) => value.toExponential(digits)),
  fc.tuple(bound, upTo(2), upTo(16)).map(([value, way, exponent]) => {
    return `${value + (way - 1) * 10 ** -exponent}`;
  }),
  fc.tuple(bound, upTo(999)).map(([value, digits]) => `${value}${digits}`),
  upTo(10 ** 6).map((digits) => `.${digits}`),
  upTo(11).map((value) => `${value}.`),
  upTo(15).map((value) => `0x${value.toString(16)}`),
  upTo(22).map((exponent) => `${10 ** exponent}`),
);

const head = `
import type { AllowedNumber } from "../src/check/allowed.js";
import type { DecimalRule, IntegerRule, NumberRule, PositiveIntegerRule } from "../src/check/rule.js";
declare function judge<Applied extends NumberRule>(): <const Value>(value: AllowedNumber<Value, Applied, "G(value)">) => void;
`;

describe.each(compilerNames)("%s", (compiler) => {
  test("accepts the literals that the guards accept, and no other", async () => {
    const agrees = async (literals: readonly string[]) => {
      const statements = Object.values(ranges).flatMap(({ guard, rule }) =>
        literals.map((literal) => ({ guard, literal, text: `judge<${rule}>()(${literal});` })),
      );
      const source = head + statements.map(({ text }) => text).join("\n");
      const first = head.split("\n").length;
      const refused = new Set((await compile(compiler, source)).map(({ line }) => line - first));
      const wrong = statements.filter(({ guard, literal }, index) => {
        const value = Number(literal.replace("_", ""));
        return guard.is(value) === refused.has(index) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
      });
      if (wrong.length > 0) throw new Error(wrong.map(({ text }) => text).join("\n"));
    };
    // Few large runs, because a compiler takes a second to start; what fails is shrunk to one literal.
    await fc.assert(
      fc.asyncProperty(fc.array(literal, { minLength: 400, maxLength: 400 }), agrees),
      { numRuns: 4, interruptAfterTimeLimit: 240_000 },
    );
  }, 300_000);
});
