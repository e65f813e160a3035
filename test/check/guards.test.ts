import {
  ApiTestType,
  CompareScore,
  CountryCode,
  EmailAddress,
  EmailGateway,
  FlowStatus,
  FlowVersion,
  flow,
  InvalidFlowError,
  LivenessScore,
  LoginLivenessScore,
  LoginSearchScore,
  LoginSecurityStrategy,
  MaxAttempts,
  ObjectId,
  PhoneGateway,
  SearchMode,
  SearchScore,
  SecuritySource,
  SecurityStrategy,
  StepRequirement,
  ValidationMethod,
  WebUrl,
} from "verifik-flow";
import { describe, expect, test } from "vitest";
import { refusalOf } from "../support/refusal-of.js";

const id = "507f1f77bcf86cd799439013";

/** An accepted value, a refused neighbour, and what is wrong with that. */
type Case = [accepted: unknown, refused: unknown, problem: string];

const scores = (min: number, problem: string): Case[] => [
  [min, min - 1e-8, problem],
  [min + 1e-9, 5e-7, problem],
  [1, 1.0000001, problem],
  [0.999999999, 1.5, problem],
  [0.7, -0.7, problem],
  [0.7, -0, problem],
  [0.7, 0, problem],
  [0.7, Number.NaN, problem],
  [0.7, Number.POSITIVE_INFINITY, problem],
  [0.7, Number.NEGATIVE_INFINITY, problem],
  [0.7, "0.7", "is not a number"],
  [0.7, 1n, "is not a number"],
  [0.7, null, "is not a number"],
  [0.7, undefined, "is not a number"],
  [0.7, [0.7], "is not a number"],
  [0.7, { valueOf: () => 0.7 }, "is not a number"],
  [0.7, new Number(0.7), "is not a number"],
];

const outOfRange = "is out of range";
const attempts: Case[] = [
  [3, 2, outOfRange],
  [10, 11, outOfRange],
  [4, 3.5, outOfRange],
  [5, -5, outOfRange],
  [5, Number.NaN, outOfRange],
  [5, Number.POSITIVE_INFINITY, outOfRange],
  [5, "5", "is not a number"],
  [5, 5n, "is not a number"],
  [5, null, "is not a number"],
];
const versions: Case[] = [
  [1, 0, outOfRange],
  [2, -2, outOfRange],
  [2, 2.5, outOfRange],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, outOfRange],
  [1e15, 1e21, outOfRange],
  [1, Number.NaN, outOfRange],
  [1, "1", "is not a number"],
];
const ids: Case[] = [
  [id, id.slice(1), "is not an ObjectId"],
  [id, `${id}0`, "is not an ObjectId"],
  [id.toUpperCase(), `${id.slice(1)}g`, "is not an ObjectId"],
  ["0".repeat(24), " ".repeat(24), "is not an ObjectId"],
  [id, `${id.slice(1)}\n`, "is not an ObjectId"],
  [id, `${id}\n`, "is not an ObjectId"],
  [id, "", "is not an ObjectId"],
  [id, 507, "is not a string"],
  [id, new String(id), "is not a string"],
];
const urls: Case[] = [
  ["https://google.com", "google.com", "is not a web URL"],
  ["http://localhost:3000/a?b#c", "ftp://localhost", "is not a web URL"],
  ["https://x", "https://", "is not a web URL"],
  ["https://x/", "https:///x", "is not a web URL"],
  ["https://x?a", "https://?a", "is not a web URL"],
  ["https://x/a%20b", "https://x/a b", "is not a web URL"],
  ["https://x", " https://x", "is not a web URL"],
  ["https://x", "https://x\n", "is not a web URL"],
  ["https://x:80", "https://x:80000", "is not a web URL"],
  ["https://[::1]/", "https://[::1/", "is not a web URL"],
  ["https://x", "HTTPS://x", "is not a web URL"],
  ["https://x", "javascript:alert(1)", "is not a web URL"],
  ["https://x", new URL("https://x"), "is not a string"],
];

const emails: Case[] = [
  ["ana@example.com", "ana", "is not an email address"],
  ["a@b", "a@", "is not an email address"],
  ["a@b", "@b", "is not an email address"],
  ["a+b@c.co", "a b@c.co", "is not an email address"],
  ["a@b", "a@b ", "is not an email address"],
  ["a@b", "a@b\n", "is not an email address"],
  ["a@b", "", "is not an email address"],
  ["a@b", null, "is not a string"],
];
const countryCodes: Case[] = [
  ["+57", "57", "is not a country code"],
  ["+1", "+", "is not a country code"],
  ["+507", "+5070", "is not a country code"],
  ["+57", "+5 7", "is not a country code"],
  ["+57", "+57\n", "is not a country code"],
  ["+57", "+-57", "is not a country code"],
  ["+57", 57, "is not a string"],
];
const within = (min: number, max: number): Case[] => [
  [min, min - 1e-8, outOfRange],
  [max, max + 1e-8, outOfRange],
  [(min + max) / 2, 1, outOfRange],
  [min, Number.NaN, outOfRange],
  [max, String(max), "is not a number"],
];

const guards = [
  { guard: CompareScore, cases: scores(0.5, outOfRange) },
  { guard: LivenessScore, cases: scores(0.5, outOfRange) },
  { guard: SearchScore, cases: scores(0.3, outOfRange) },
  { guard: MaxAttempts, cases: attempts },
  { guard: FlowVersion, cases: versions },
  { guard: ObjectId, cases: ids },
  { guard: WebUrl, cases: urls },
  { guard: EmailAddress, cases: emails },
  { guard: CountryCode, cases: countryCodes },
  { guard: LoginLivenessScore, cases: within(0.51, 0.9) },
  { guard: LoginSearchScore, cases: within(0.7, 0.95) },
];

describe.each(guards)("$guard.name", ({ guard, cases }) => {
  const brand = guard as (value: unknown) => unknown;

  test.each(cases)("accepts %o and refuses %o, which %s", (accepted, refused, problem) => {
    expect(brand(accepted)).toBe(accepted);
    expect(guard.is(accepted)).toBe(true);
    expect(guard.is(refused)).toBe(false);
    expect(refusalOf(() => brand(refused))).toContain(
      ` ${problem}: expected ${guard.expected} (at ${guard.name})`,
    );
  });
});

describe.each([
  { guard: FlowStatus, expected: "'draft', 'active' or 'paused'" },
  { guard: StepRequirement, expected: "'mandatory', 'optional' or 'skip'" },
  { guard: EmailGateway, expected: "'mailgun' or 'none'" },
  { guard: PhoneGateway, expected: "'sms', 'whatsapp', 'both' or 'none'" },
  { guard: ValidationMethod, expected: "'SCAN_ZERO', 'SCAN_PROMPT' or 'SCAN_STUDIO'" },
  { guard: SearchMode, expected: "'FAST' or 'ACCURATE'" },
  { guard: SecurityStrategy, expected: "'blacklist' or 'none'" },
  { guard: LoginSecurityStrategy, expected: "'whitelist' or 'none'" },
  { guard: SecuritySource, expected: "'API', 'CSV' or 'NONE'" },
  { guard: ApiTestType, expected: "'email' or 'phone'" },
])("$guard.name", ({ guard, expected }) => {
  const judge = guard as (value: unknown) => unknown;

  test("accepts its words, and nothing that only looks like one", () => {
    for (const word of guard.values) {
      expect(judge(word)).toBe(word);
      for (const other of [`${word} `, `${word}s`, [word], new String(word), undefined, null, 0]) {
        expect(guard.is(other)).toBe(false);
        expect(refusalOf(() => judge(other))).toContain(
          ` is not allowed: expected ${expected} (at ${guard.name})`,
        );
      }
    }
  });
});

describe("a guard", () => {
  test("says where the value came from, if it is told", () => {
    const from = "flows.json: document.minScore";
    expect(refusalOf(() => CompareScore(0.4 as number, from))).toBe(
      `0.4 is out of range: expected 0.5 to 1 (at ${from})`,
    );
    expect(refusalOf(() => FlowStatus("activ" as string, "flows.json: status"))).toBe(
      "'activ' is not allowed: expected 'draft', 'active' or 'paused' (at flows.json: status)",
    );
    expect(CompareScore(0.5, from)).toBe(0.5);
  });

  test("can't be changed", () => {
    for (const guard of [CompareScore, MaxAttempts, FlowVersion, ObjectId, FlowStatus]) {
      expect(Object.isFrozen(guard)).toBe(true);
    }
    expect(Object.isFrozen(FlowStatus.values)).toBe(true);
  });

  test("tells the bounds that it keeps", () => {
    expect({ ...CompareScore }).toMatchObject({ min: 0.5, max: 1, expected: "0.5 to 1" });
    expect({ ...LivenessScore }).toMatchObject({ min: 0.5, max: 1 });
    expect({ ...SearchScore }).toMatchObject({ min: 0.3, max: 1, expected: "0.3 to 1" });
    expect({ ...MaxAttempts }).toMatchObject({
      min: 3,
      max: 10,
      expected: "an integer from 3 to 10",
    });
  });

  test("throws an error that carries the path, what was expected and what came", () => {
    const error = thrownBy(() => CompareScore(0.4 as number));
    expect(error).toBeInstanceOf(InvalidFlowError);
    expect(error).toMatchObject({
      name: "InvalidFlowError",
      message: "0.4 is out of range: expected 0.5 to 1 (at CompareScore)",
      issues: [
        {
          path: "CompareScore",
          message: "0.4 is out of range: expected 0.5 to 1",
          expected: "0.5 to 1",
          received: "0.4",
        },
      ],
    });
  });

  test.each([
    [Number.NaN, "NaN"],
    [-0, "-0"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    ["0.7", "'0.7'"],
    [10n, "10n"],
    [null, "null"],
    [undefined, "undefined"],
    [true, "true"],
    [Symbol("0.7"), "a symbol"],
    [() => 0.7, "a function"],
    [[0.7], "an array"],
    [{}, "an object"],
    ["x".repeat(200), `'${"x".repeat(60)}…'`],
  ])("shows %o as %s", (value, shown) => {
    expect(thrownBy(() => CompareScore(value as never))).toMatchObject({
      issues: [{ received: shown }],
    });
  });

  test("brands values that are not literals, for the setters to take", () => {
    const score: number = JSON.parse("0.71");
    const body = flow()
      .project(ObjectId(String(id)))
      .document((document) => document.minScore(CompareScore(score)))
      .build();
    expect(body.onboardingSettings?.document?.compareMinScore).toBe(0.71);
  });
});

/** What a setter says to someone who got past the compiler. */
describe("a setter at run time", () => {
  // biome-ignore lint/suspicious/noExplicitAny: plain JavaScript has no types
  const javascript = flow() as any;

  test.each([
    ["project", "abc", "'abc' is not an ObjectId: expected 24 hexadecimal characters"],
    ["systemForm", null, "null is not a string: expected 24 hexadecimal characters"],
    ["webhook", 5, "5 is not a string: expected 24 hexadecimal characters"],
    ["status", "activ", "'activ' is not allowed: expected 'draft', 'active' or 'paused'"],
    ["status", ["active"], "an array is not allowed: expected 'draft', 'active' or 'paused'"],
    [
      "redirectUrl",
      "",
      "'' is not a web URL: expected http:// or https:// and a host, without spaces",
    ],
    ["version", 0, "0 is out of range: expected a positive integer"],
    ["hiddenLoginOption", "yes", "'yes' is not a boolean: expected true or false"],
    ["requiresSignature", undefined, "undefined is not a boolean: expected true or false"],
  ])("%s refuses %o", (method, value, sentence) => {
    expect(refusalOf(() => javascript[method](value))).toBe(`${sentence} (at ${method})`);
  });

  test.each([
    ["document", "minScore", 0.4, "0.4 is out of range: expected 0.5 to 1"],
    ["document", "minScore", "0.7", "'0.7' is not a number: expected 0.5 to 1"],
    ["document", "maxAttempts", 2, "2 is out of range: expected an integer from 3 to 10"],
    ["document", "usePassport", null, "null is not a boolean: expected true or false"],
    ["document", "usePassport", undefined, "undefined is not a boolean: expected true or false"],
    [
      "document",
      "validationMethod",
      "SCAN",
      "'SCAN' is not allowed: expected 'SCAN_ZERO', 'SCAN_PROMPT' or 'SCAN_STUDIO'",
    ],
    ["liveness", "minScore", Number.NaN, "NaN is out of range: expected 0.5 to 1"],
    ["liveness", "searchMinScore", 0.29, "0.29 is out of range: expected 0.3 to 1"],
    ["liveness", "maxAttempts", 3.5, "3.5 is out of range: expected an integer from 3 to 10"],
    ["security", "apiTestValue", 57, "57 is not a string: expected a text"],
  ])("%s.%s refuses %o", (section, method, value, sentence) => {
    // biome-ignore lint/suspicious/noExplicitAny: plain JavaScript has no types
    const refine = (builder: any) => builder[method](value);
    expect(refusalOf(() => javascript[section](refine))).toBe(
      `${sentence} (at ${section}.${method})`,
    );
  });

  test("with no argument refuses to guess, but for booleans", () => {
    expect(refusalOf(() => javascript.status())).toContain("undefined is not allowed");
    const body = javascript.project(id).hiddenLoginOption().build();
    expect(body.onboardingSettings.hiddenLoginOption).toBe(true);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
