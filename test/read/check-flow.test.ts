import { readFile } from "node:fs/promises";
import fc from "fast-check";
import {
  checkFlow,
  type FlowLike,
  flow,
  InvalidFlowError,
  loginFlow,
  type RuleCode,
} from "verifik-flow";
import { describe, expect, test } from "vitest";
import { onboarding as documented } from "../../examples/onboarding.js";
import type { login } from "../../src/flows/login/table.js";
import { ruleCodes, rulesOf } from "../../src/flows/rules.js";
import { sharedRules } from "../../src/flows/shared/rules.js";
import { flowTypes } from "../../src/flows/types.js";
import type { FlowType } from "../../src/model/flow-type.js";
import { walk } from "../../src/model/walk.js";
import { findingsIn } from "../../src/read/findings.js";
import { type FieldsOf, frozenRule, type RuleMaker } from "../../src/read/rule.js";
import { refusalOf } from "../support/refusal-of.js";
import { ruleExamples } from "./rule-examples.js";

const project = "507f1f77bcf86cd799439013";
const examples = Object.entries(ruleExamples).flatMap(([type, ofType]) =>
  Object.entries(ofType).map(
    ([code, { found, fine }]) => [type, code, found as FlowLike, fine as FlowLike] as const,
  ),
);

/** The codes of what is found in JSON that may not be a flow's. */
function codesIn(json: object): readonly string[] {
  return checkFlow(json as FlowLike).map(({ code }) => code);
}

describe("each rule", () => {
  test.each(examples)(
    "of %s flow, %s, finds what it's for, and no other does",
    (_, code, found) => {
      const findings = checkFlow(found);
      expect(findings.map(({ code }) => code)).toEqual([code]);
      expect(findings[0]?.message).toMatch(/[.?]$/);
      expect(findings[0]?.message).not.toMatch(/\{\d\}|undefined/);
      expect(findings[0]?.source).toMatch(/^https:\/\/docs\.verifik\.co\/|^Verifik's own /);
    },
  );

  test.each(examples)(
    "of %s flow, %s, finds nothing next to it, and no other does",
    (_, __, ___, fine) => {
      expect(checkFlow(fine)).toEqual([]);
    },
  );

  test("has an example", () => {
    const have = (type: keyof typeof ruleExamples) => Object.keys(ruleExamples[type]);
    expect(new Set(examples.map(([, code]) => code))).toEqual(new Set(ruleCodes()));
    for (const type of flowTypes) {
      const codes = new Set(rulesOf(type).map(({ code }) => code));
      expect(
        [...codes].filter((code) => ![...have("every"), ...have(type.type)].includes(code)),
      ).toEqual([]);
    }
  });

  test("names fields of its table, and covers rules that are there", () => {
    for (const type of flowTypes) {
      const paths = pathsOf(type);
      for (const { code, fields, beside = [], covers = [] } of rulesOf(type)) {
        expect(paths, code).toEqual(expect.arrayContaining([...fields, ...beside]));
        expect(ruleCodes(), code).toEqual(expect.arrayContaining([...covers]));
      }
    }
  });

  test("is an error only where Verifik's documentation says so", () => {
    for (const type of flowTypes) {
      for (const { code, severity, source } of rulesOf(type)) {
        if (severity === "error") expect(source, code).toMatch(/^https:/);
      }
    }
  });

  test("can't name a field that the table lacks, or take it for what it isn't", () => {
    const rule: RuleMaker<FieldsOf<typeof login.rows>> = frozenRule;
    const rest = { code: "OWN", severity: "hint", message: "", source: "" } as const;
    rule({ ...rest, fields: ["login.email"], find: (email) => email === true });
    // @ts-expect-error it's called login.email
    rule({ ...rest, fields: ["loginSettings.email"], find: () => true });
    // @ts-expect-error it's no text
    rule({ ...rest, fields: ["login.email"], find: (email) => email === "yes" });
  });

  test("is frozen", () => {
    for (const rule of sharedRules) expect(Object.isFrozen(rule)).toBe(true);
  });

  test.each([
    [
      flow()
        .project(project)
        .document((document) => document.minScore(0.84)),
      1,
    ],
    [
      flow()
        .project(project)
        .document((document) => document.minScore(0.85)),
      0,
    ],
    [
      flow()
        .project(project)
        .liveness((liveness) => liveness.minScore(0.64)),
      1,
    ],
    [
      flow()
        .project(project)
        .liveness((liveness) => liveness.minScore(0.65)),
      0,
    ],
    [
      loginFlow()
        .project(project)
        .login((login) => login.faceLiveness().searchMinScore(0.84)),
      1,
    ],
    [
      loginFlow()
        .project(project)
        .login((login) => login.faceLiveness().searchMinScore(0.85)),
      0,
    ],
  ])("about a recommended score keeps to it", (flow, count) => {
    expect(checkFlow(flow).filter(({ code }) => code === "SCORE_BELOW_RECOMMENDED")).toHaveLength(
      count,
    );
  });

  test("about a low score gives way to the one about a selfie that nobody takes", () => {
    const access = (face: boolean) =>
      loginFlow()
        .project(project)
        .login((login) => login.email().emailGateway("mailgun").faceLiveness(face).minScore(0.59));
    const codesOf = (face: boolean) => checkFlow(access(face)).map(({ code }) => code);
    expect(codesOf(false)).toEqual(["FACE_SETTINGS_UNUSED"]);
    expect(codesOf(true)).toEqual(["SCORE_BELOW_RECOMMENDED"]);
  });
});

describe("the flow of Verifik's documentation", () => {
  test.each(["request", "response"])("has no error, as the %s", async (which) => {
    const json = JSON.parse(await readFile(`test/fixtures/smart-enroll-${which}.json`, "utf8"));
    const findings = checkFlow(json);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(findings).toEqual(checkFlow(documented));
  });
});

describe("a flow as a server returned it", () => {
  const stored = { _id: "507f1f77bcf86cd799439011", type: "onboarding", project: { _id: project } };

  test("may have populated ids, blank fields and lists that are kept elsewhere", () => {
    const blank = { redirectUrl: "", systemForm: null, onboardingSettings: null, whiteList: [] };
    expect(codesIn({ ...stored, ...blank, security: { source: "CSV" } })).toEqual([]);
    expect(codesIn({ type: "onboarding", project, security: { source: "CSV" } })).toEqual([
      "CSV_WITHOUT_LIST",
    ]);
  });

  test("may be of an older day", () => {
    const document = { compareMinScore: 85, maxAttempts: "5", usePassport: "yes" };
    expect(
      checkFlow({ ...stored, onboardingSettings: { document, liveness: 3 } } as never),
    ).toMatchObject(
      [
        { code: "SCORE_IN_PERCENT", paths: ["document.minScore"], message: /Write 0\.85/ },
        { code: "VALUE_NOT_ALLOWED", paths: ["document.maxAttempts"] },
        { code: "VALUE_NOT_ALLOWED", paths: ["document.usePassport"] },
        { code: "VALUE_NOT_ALLOWED", paths: ["liveness"] },
      ].map(({ message, ...rest }) =>
        message ? { ...rest, message: expect.stringMatching(message) } : rest,
      ),
    );
  });

  test("is told of a word that is nearly right", () => {
    const [finding] = checkFlow({ ...stored, status: "Actve" } as never);
    expect(finding?.message).toContain("Did you mean 'active'?");
  });

  test("has one finding for all the people with the same fault", () => {
    const whiteList = Array.from({ length: 3 }, () => ({
      name: "Ana",
      countryCode: "57",
      phone: "1",
    }));
    const findings = checkFlow({ ...stored, security: { source: "CSV" }, whiteList } as never);
    expect(findings).toMatchObject([
      {
        code: "VALUE_NOT_ALLOWED",
        paths: [0, 1, 2].map((index) => `whiteList[${index}].countryCode`),
      },
    ]);
    expect(findings[0]?.message).toContain("The same holds for 2 more.");
  });

  test.each([
    [{ whiteList: 3 }, ["whiteList"]],
    [{ whiteList: [null, 3] }, ["whiteList[0]", "whiteList[1]"]],
    [{ whiteList: Array.from({ length: 501 }, () => ({ name: "Ana" })) }, ["whiteList"]],
    [{ whiteList: [{ email: "ana@example.com" }] }, ["whiteList[0].name"]],
    [
      {
        onboardingSettings: {
          signUpForm: { email: true, emailGateway: "mailgun", extraFields: ["a", 1] },
        },
      },
      ["signUpForm.extraFields[1]"],
    ],
  ])("holds %j in the wrong shape", (fields, paths) => {
    expect(checkFlow({ ...stored, ...fields } as never).map(({ paths }) => paths)).toEqual([paths]);
  });
});

test.each([
  [{ document: { compareMinScore: { valueOf: 1, toString: 2 } } }, "document.minScore"],
  [{ document: { compareMinScore: [85] } }, "document.minScore"],
  [{ steps: { form: { toString: 2 } } }, "steps.form"],
  [{ requiresSignature: Array.from({ length: 200_000 }, () => 1) }, "requiresSignature"],
])("a value that is no text and no number is refused as it is", (onboardingSettings, path) => {
  const findings = checkFlow({ type: "onboarding", project, onboardingSettings } as never);
  expect(findings).toMatchObject([{ code: "VALUE_NOT_ALLOWED", paths: [path] }]);
});

test("a list of any length is checked", () => {
  const extraFields = Array.from({ length: 200_000 }, () => 1);
  const signUpForm = { email: true, emailGateway: "mailgun", extraFields };
  const [finding] = checkFlow({
    type: "onboarding",
    project,
    onboardingSettings: { signUpForm },
  } as never);
  expect(finding?.paths).toHaveLength(200_000);
});

describe("one mistake", () => {
  test("is found by the more specific rule", () => {
    const closed = loginFlow().project(project);
    const list = [{ name: "Ana", email: "ana@example.com" }] as const;
    const both = closed
      .security((security) => security.source("CSV").strategy("none"))
      .whiteList(list);
    expect(codesIn(both)).toEqual(["SOURCE_WITHOUT_STRATEGY"]);
    const alone = closed.security((security) => security.strategy("none"));
    expect(codesIn(alone)).toEqual(["LOGIN_OPEN_TO_ALL"]);
    const nobody = flow()
      .project(project)
      .steps({ document: "skip", liveness: "skip", form: "skip" });
    expect(codesIn(nobody)).toEqual(["NOTHING_VERIFIED"]);
  });

  test("stays off when its more specific rule is off", () => {
    const nobody = flow().project(project).steps({ document: "skip", liveness: "skip" });
    expect(checkFlow(nobody, { off: ["NOTHING_VERIFIED"] })).toEqual([]);
  });

  test("isn't found again by a rule about a value that was refused", () => {
    const security = {
      source: "API",
      apiUrl: "example.com",
      apiTestType: "email",
      apiTestValue: "a@b",
    };
    expect(codesIn({ type: "login", project, security })).toEqual(["VALUE_NOT_ALLOWED"]);
  });
});

describe("options", () => {
  const draft = flow().project(project).status("draft");

  test("take the body of a flow as it's written, and refuse v3, envelopes and promises by name", () => {
    const settings = { liveness: { maxAttempts: 10 } };
    checkFlow({
      type: "onboarding",
      project: "507f1f77bcf86cd799439013",
      onboardingSettings: settings,
    });
    const v3 = { _id: "1", type: "onboarding", signUpForm: { email: true }, liveness: {} };
    expect(refusalOf(() => checkFlow(v3))).toContain("is a flow of Verifik's v3 API");
    expect(refusalOf(() => checkFlow({ data: v3 } as never))).toContain("holds a flow in `data`");
    expect(refusalOf(() => checkFlow(Promise.resolve(v3) as never))).toContain("is a promise");
  });

  test("turn rules off by their codes", () => {
    expect(checkFlow(draft, { off: [] })).toMatchObject([{ code: "FLOW_NOT_ACTIVE" }]);
    expect(checkFlow(draft, { off: ["FLOW_NOT_ACTIVE", "LIST_UNUSED"] })).toEqual([]);
  });

  test.each([
    [
      { off: ["FLOW_NOT_ACTVE"] },
      "'FLOW_NOT_ACTVE' is not known here: did you mean FLOW_NOT_ACTIVE? (at options.off[0])",
    ],
    [
      { off: "FLOW_NOT_ACTIVE" },
      "'FLOW_NOT_ACTIVE' is not a list: expected codes (at options.off)",
    ],
    [{ of: [] }, "'of' is not known here: did you mean off? (at options.of)"],
    [null, "null is not an object: expected { off } (at options)"],
  ])("that are %j are refused", (options, message) => {
    expect(refusalOf(() => checkFlow(draft, options as never))).toBe(message);
  });

  test("with a code like none are told all of them", () => {
    const off = ["toString"] as readonly string[] as readonly RuleCode[];
    expect(refusalOf(() => checkFlow(draft, { off }))).toContain("LIST_UNUSED");
  });
});

test.each([[undefined], [null], [3], ["flow"], [{}], [{ type: "smartlink" }]])(
  "%j is no flow",
  (given) => {
    expect(() => checkFlow(given as never)).toThrow(InvalidFlowError);
  },
);

test("a third flow type gets the rules of its rows, and brings its own", () => {
  const [onboarding] = flowTypes;
  const { project: id, redirectUrl, security } = onboarding.rows;
  const type: FlowType = {
    type: "screening",
    path: "/v3",
    required: ["project"],
    rows: { id, redirectUrl, security },
  };
  const data = { redirectUrl: "http://example.com", security: { source: "CSV" } };
  const own = {
    code: "OWN",
    severity: "hint",
    fields: ["redirectUrl"],
    find: () => true,
    message: "{0}.",
    source: "us",
  } as const;
  const findings = findingsIn({ type, data }, [...rulesOf(type), own], "us");
  // CSV_WITHOUT_LIST is about a field that this table lacks.
  expect(findings.map(({ code }) => code)).toEqual(["URL_WITHOUT_HTTPS", "OWN"]);
  expect(findings[1]?.message).toBe('"http://example.com".');
});

/** Everything that a finding may name. */
function pathsOf({ rows }: FlowType): readonly string[] {
  const paths: string[] = [];
  walk(rows, ({ path }) => paths.push(path));
  return paths;
}

/** Any value, and often one that the row at the path takes. */
function bodies(type: FlowType): fc.Arbitrary<object> {
  const some = (own: fc.Arbitrary<unknown>) =>
    fc.option(
      fc.oneof({ weight: 4, arbitrary: own }, fc.jsonValue(), fc.constantFrom("", null, [])),
      { nil: undefined },
    );
  const fields = walk<readonly [string, fc.Arbitrary<unknown>]>(
    type.rows,
    ({ wire, row }, inner) => {
      const record = fc.record(Object.fromEntries(inner), { requiredKeys: [] });
      if (row.kind === "records") return [wire, some(fc.array(fc.oneof(record, fc.jsonValue())))];
      if ("rows" in row) return [wire, some(record)];
      const words =
        row.kind === "word" ? row.guard.values : ["", "https://a.co?b", "http://localhost"];
      return [
        wire,
        some(fc.oneof(fc.boolean(), fc.double({ min: 0, max: 1.2 }), fc.constantFrom(...words))),
      ];
    },
  );
  return fc
    .record(Object.fromEntries(fields), { requiredKeys: [] })
    .map((body) => ({ ...body, type: type.type }));
}

describe.each(flowTypes.map((type) => [type.type, type] as const))(
  "any body of type %s",
  (_, type) => {
    const known = new Set(pathsOf(type));

    test("is checked without an exception, each path is the table's, and nothing is found twice", () => {
      fc.assert(
        fc.property(bodies(type), (body) => {
          const findings = checkFlow(body as FlowLike);
          expect(checkFlow(body as FlowLike)).toEqual(findings);
          const seen = findings.map(({ code, paths }) => `${code} ${paths}`);
          expect(new Set(seen).size).toBe(seen.length);
          for (const { code, paths, message } of findings) {
            if (code === "UNKNOWN_FIELD") continue; // its paths are those that the table lacks
            expect(message).not.toMatch(/\{\d\}|undefined/);
            expect(paths.length).toBeGreaterThan(0);
            for (const path of paths) {
              const field = path.replace(/\[\d+\]/g, "[]");
              expect(
                [...known].some((name) => name === field || `${name}[]` === field),
                path,
              ).toBe(true);
            }
          }
          expect(
            Object.isFrozen(findings) && findings.every((finding) => Object.isFrozen(finding)),
          ).toBe(true);
        }),
      );
    });
  },
);
