import {
  compareFlows,
  createClient,
  explainFlow,
  flowDiagram,
  type LivenessScore,
  LoginLivenessScore,
  printFlow,
} from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { expect, test } from "vitest";
import {
  type Decimal,
  decimals,
  type Integer,
  integers,
  type RangeGuard,
} from "../../src/check/ranges.js";
import type { FlowMethods } from "../../src/compose/flow-methods.js";
import type { Settable, Setters } from "../../src/compose/setters.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { emptyFlow, type Submits } from "../../src/flows/submits.js";
import { decimal, integer } from "../../src/model/define-rows.js";
import { type FlowBodyOf, flowType } from "../../src/model/flow-type.js";
import type { AnyStoredFlow } from "../../src/model/stored-flow.js";
import { refusalOf } from "../support/refusal-of.js";

// A third flow type, as somebody adds it: two bounds of its own, three sections that it shares.

const risk = { min: 0.52, max: 0.9 } as const;
const RiskScore: RangeGuard<RiskScore> = decimals("RiskScore", risk);
type RiskScore = Decimal<"RiskScore", typeof risk>;

const tries = { min: 1, max: 5 } as const;
const Tries: RangeGuard<Tries> = integers("Tries", tries);
type Tries = Integer<"Tries", typeof tries>;

const { onboardingSettings, project, security } = onboarding.rows;
const screening = flowType({
  type: "screening",
  path: "/v3/project-flows",
  required: ["project"],
  rows: {
    project,
    riskScore: decimal(RiskScore, "higher"),
    tries: integer(Tries, "lower"),
    document: onboardingSettings.rows.document,
    liveness: onboardingSettings.rows.liveness,
    security,
  },
});

type Fields = Settable<typeof screening.rows>;

interface ScreeningFlow<Missing extends "project" = never>
  extends Setters<Pick<Fields, "project">, ScreeningFlow>,
    Setters<Omit<Fields, "project">, ScreeningFlow<Missing>>,
    FlowMethods<ScreeningFlow<Missing>, Missing, FlowBodyOf<typeof screening>>,
    Submits<Missing, AnyStoredFlow> {}

const screeningFlow = () => emptyFlow<ScreeningFlow<"project">>(screening);
const start = screeningFlow().project("507f1f77bcf86cd799439013");

test("a third flow type has the methods of its table", () => {
  const body = start
    .riskScore(0.6)
    .tries(2)
    .document((document) => document.minScore(0.7).usePassport())
    .liveness((liveness) => liveness.searchMode("FAST"))
    .security((security) => security.source("NONE"))
    .build();
  expect(body).toEqual({
    type: "screening",
    project: "507f1f77bcf86cd799439013",
    riskScore: 0.6,
    tries: 2,
    document: { compareMinScore: 0.7, usePassport: true },
    liveness: { searchMode: "FAST" },
    security: { source: "NONE" },
  });
});

test("a third flow type keeps its own bounds, at compile time and at run time", () => {
  start.riskScore(0.52).riskScore(0.9).tries(1).tries(5);
  // @ts-expect-error 0.51 is out of range
  expect(refusalOf(() => start.riskScore(0.51))).toBe(
    "0.51 is out of range: expected 0.52 to 0.9 (at riskScore)",
  );
  // @ts-expect-error 6 is out of range
  expect(refusalOf(() => start.tries(6))).toBe(
    "6 is out of range: expected an integer from 1 to 5 (at tries)",
  );
});

test("a third flow type's brands are its own", () => {
  const other = LoginLivenessScore(0.6);
  // @ts-expect-error judged from 0.51 to 0.9
  start.riskScore(other);
  const livenessScore = RiskScore(0.6);
  // @ts-expect-error judged from 0.52 to 0.9
  const wrong: LivenessScore = livenessScore;
  expect(wrong).toBe(0.6);
  start.riskScore(livenessScore);
});

test("a brand of the same name and of other bounds is another", () => {
  const wider = { min: 0.1, max: 0.9 } as const;
  const Wider = decimals("RiskScore", wider);
  // @ts-expect-error judged from 0.1 to 0.9
  expect(() => start.riskScore(Wider(0.2))).toThrow("0.2 is out of range");
});

test("a third flow type is compared by its own table", () => {
  expect(compareFlows(start.tries(2).riskScore(0.6), start.tries(2).riskScore(0.7))).toEqual([
    { path: "riskScore", bodyPath: "riskScore", before: 0.6, after: 0.7, effect: "tightens" },
  ]);
});

test("a third flow type is sent where its table says", async () => {
  const verifik = createEmulator();
  const client = createClient({ token: verifik.token, fetch: verifik.fetch });
  await expect(start.submit(client)).rejects.toMatchObject({ code: "NOT_FOUND" }); // not in the list
  expect(verifik.requests).toMatchObject([{ method: "POST", path: "/v3/project-flows" }]);
});

test("a third flow type is printed as code", () => {
  const screened = start.riskScore(0.6).document((document) => document.usePassport());
  expect(printFlow(screened)).toBe(`import { screeningFlow } from "verifik-flow";

export const screening = screeningFlow()
  .project("507f1f77bcf86cd799439013")
  .riskScore(0.6)
  .document((document) => document.usePassport());
`);
});

test("a third flow type that nobody wrote sentences for is explained by its values", () => {
  const screened = start.riskScore(0.6).document((document) => document.usePassport(false));
  expect(explainFlow(screened, { locale: "es" })).toBe(`# Un flujo del tipo \`screening\`

## Otros ajustes

- \`project\`: \`507f1f77bcf86cd799439013\`
- \`riskScore\`: 0.6
- \`document.usePassport\`: \`false\`
`);
});

test("a third flow type is drawn by its sections", () => {
  const screened = start
    .liveness((liveness) => liveness.minScore(0.7))
    .document((document) => document.usePassport());
  expect(flowDiagram(screened)).toBe(`flowchart TD
  start_stop["start"]
  document_stop["document"]
  liveness_stop["liveness"]
  end_stop["end"]
  start_stop --> document_stop
  document_stop --> liveness_stop
  liveness_stop --> end_stop
`);
});
