import fc from "fast-check";
import { flow, InvalidFlowError, loginFlow, parseFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { flowTypes } from "../../src/flows/types.js";
import request from "../fixtures/smart-enroll-request.json" with { type: "json" };
import { anyBody } from "../support/any-body.js";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";

describe("parseFlow", () => {
  test("makes of documented JSON the flow that the builder makes", () => {
    expect(parseFlow(request)).toEqual(onboarding);
    expect(JSON.stringify(parseFlow(request))).toBe(JSON.stringify(onboarding));
  });

  test("returns a flow that can be refined, section by section", () => {
    const parsed = parseFlow(request, { type: "onboarding" });
    const refine = (flow: typeof parsed) =>
      flow
        .status("draft")
        .steps({ form: "skip" })
        .document((document) => document.minScore(0.9).without("usePassport"))
        .without("webhook");
    expect(refine(parsed)).toEqual(refine(onboarding));
  });

  test("returns every flow that the builder can make, of every type", () => {
    for (const type of flowTypes) {
      fc.assert(
        fc.property(anyBody(type), (body) => {
          const whole = { project, ...body };
          expect(parseFlow(whole).build()).toEqual(whole);
          expect(parseFlow(JSON.parse(JSON.stringify(whole))).build()).toEqual(whole);
        }),
        { numRuns: 100 },
      );
    }
  });

  test("freezes its own copy and leaves the JSON as it was", () => {
    const json = {
      type: "login",
      project,
      whiteList: [{ name: "Ana" }],
      allowedCountries: ["Peru"],
    };
    const body = parseFlow(json, { type: "login" }).build();
    json.whiteList.push({ name: "Eve" });
    json.allowedCountries.push("Chile");
    expect(body.whiteList).toEqual([{ name: "Ana" }]);
    expect(body.allowedCountries).toEqual(["Peru"]);
    expect(Object.isFrozen(body.whiteList?.[0])).toBe(true);
  });

  test("accepts the type that was asked for, and no other", () => {
    expect(parseFlow({ type: "login", project }, { type: "login" })).toEqual(
      loginFlow().project(project),
    );
    expect(refused({ type: "onboarding", project }, { type: "login" })).toEqual([
      "'onboarding' is another type of flow: expected 'login' (at type)",
    ]);
    expect(refused({ type: "login", project }, { typ: "login" })).toEqual([
      "'typ' is not known here: did you mean type? (at options.typ)",
    ]);
  });

  test("accepts $schema beside the type, for editors", () => {
    const $schema = "./node_modules/verifik-flow/schemas/onboarding.json";
    expect(parseFlow({ $schema, type: "onboarding", project })).toEqual(flow().project(project));
  });

  test.each([
    [null, "null is not an object: expected the parsed JSON of a flow (at flow)"],
    ["{}", "'{}' is not an object: expected the parsed JSON of a flow (at flow)"],
    [[], "an array is not an object: expected the parsed JSON of a flow (at flow)"],
    [{}, "undefined is not a type of flow: expected 'onboarding' or 'login' (at type)"],
    [
      { type: "onboarding" },
      "a flow needs its project: expected 24 hexadecimal characters (at project)",
    ],
    [
      { type: "onboarding", project, security: [] },
      "an array is not an object: expected an object (at security)",
    ],
    [
      { type: "onboarding", project, redirectUrl: null },
      "null is not a string: expected http:// or https:// and a host, without spaces (at redirectUrl)",
    ],
    [
      { type: "onboarding", project, onboardingSettings: { document: { compareMinScore: 0.4 } } },
      "0.4 is out of range: expected 0.5 to 1 (at onboardingSettings.document.compareMinScore)",
    ],
    [
      {
        type: "onboarding",
        project,
        onboardingSettings: { signUpForm: { extraFields: ["a", ""] } },
      },
      "'' is empty: expected the name of a field (at onboardingSettings.signUpForm.extraFields[1])",
    ],
    [
      { type: "login", project, whiteList: [{ name: "Ana" }, { email: "ana" }, 3] },
      "a record needs its name: expected the name of a person (at whiteList[1].name)",
      "'ana' is not an email address: expected a name, @ and a host, without spaces (at whiteList[1].email)",
      "3 is not an object: expected a record (at whiteList[2])",
    ],
  ])("refuses %j", (json, ...issues) => {
    expect(refused(json)).toEqual(issues);
  });

  test("accepts the neighbours of what it refuses", () => {
    const settings = { document: { compareMinScore: 0.5 }, signUpForm: { extraFields: ["a"] } };
    const json = { type: "onboarding", project, onboardingSettings: settings, security: {} };
    expect(parseFlow(json).build()).toEqual({
      type: "onboarding",
      project,
      onboardingSettings: settings,
    });
  });

  test.each([
    [{ statsu: "draft" }, "'statsu' is not known here: did you mean status? (at statsu)"],
    [
      { onboardingSettings: { document: { minScore: 0.9 } } },
      "'minScore' is not known here: did you mean compareMinScore? (at onboardingSettings.document.minScore)",
    ],
    [
      { document: { usePassport: true } },
      "'document' is not known here: did you mean onboardingSettings.document? (at document)",
    ],
    [
      { security: { "a.b": 1 } },
      "'a.b' is not known here: expected one of strategy, source, apiTestType, apiUrl, apiTestValue (at security[\"a.b\"])",
    ],
    [
      { whiteList: [{ name: "Ana", phon: "1" }] },
      "'phon' is not known here: did you mean phone? (at whiteList[0].phon)",
    ],
    [
      JSON.parse('{"__proto__": {"status": "draft"}}'),
      "'__proto__' is not known here: expected one of project, status, redirectUrl, systemForm, webhook, version, onboardingSettings, security, whiteList (at __proto__)",
    ],
  ])("says what was meant by %j", (fields, issue) => {
    const json = Object.defineProperties(
      { type: "onboarding", project },
      Object.getOwnPropertyDescriptors(fields),
    );
    expect(refused(json)).toEqual([issue]);
  });

  test.each([
    [
      { data: { type: "onboarding", project } },
      "an object holds a flow in `data`: expected that flow alone (at flow)",
    ],
    [Promise.resolve(), "an object is a promise: expected what it resolves to (at flow)"],
    [flow().project(project), "an object is a flow already: expected the JSON of one (at flow)"],
    [
      { _id: project, type: "onboarding", project },
      "an object is a flow as a server returned it: expected the body of one: readStoredFlow reads this (at flow)",
    ],
    [
      { type: "onboarding", project: undefined },
      "a flow needs its project: expected 24 hexadecimal characters (at project)",
    ],
  ])("says what to take instead of something else: %#", (given, sentence) => {
    expect(refused(given)).toEqual([sentence]);
  });

  test.each([
    [{ $schema: 5 }, "5 is not a string: expected where the schema is (at $schema)"],
    [{ security: new Map() }, "an object isn't plain data: expected an object (at security)"],
    [
      { [`x${"y".repeat(5_000_000)}`]: 1 },
      expect.stringMatching(/^'xy{59}…' is not known here: .{1,300}$/),
    ],
  ])("refuses what would be lost: %#", (fields, sentence) => {
    expect(refused({ type: "onboarding", project, ...fields })).toEqual([sentence]);
  });

  test.each([null, "login", { type: "login", typ: "login" }])(
    "refuses the options %j",
    (options) => {
      expect(refused({ type: "login", project }, options as never)[0]).toContain("(at options");
    },
  );

  test("tells everything that is wrong at once, with what was expected and received", () => {
    const json = { type: "login", project: "abc", loginSettings: { searchMinScore: "0.8" } };
    expect(issuesOf(json)).toEqual([
      {
        path: "project",
        message: "'abc' is not an ObjectId: expected 24 hexadecimal characters",
        expected: "24 hexadecimal characters",
        received: "'abc'",
      },
      {
        path: "loginSettings.searchMinScore",
        message: "'0.8' is not a number: expected 0.7 to 0.95",
        expected: "0.7 to 0.95",
        received: "'0.8'",
      },
    ]);
  });
});

describe("parseFlow of what nobody should send", () => {
  test("names a flow whose getter or proxy throws", () => {
    const broken = {
      type: "onboarding",
      get project(): string {
        throw new Error("boom");
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const issue = "an object can't be read: expected plain data (at flow)";
    expect(refused(broken)).toEqual([issue]);
    expect(refused(proxy)).toEqual([issue]);
    expect(refused({ type: "onboarding", project, security: proxy })).toEqual([issue]);
  });

  test("ends with a circle, and with a hundred thousand levels", () => {
    const circle: Record<string, unknown> = { type: "onboarding", project };
    circle["security"] = circle;
    expect(refused(circle)).toEqual([
      "'type' is not known here: expected one of strategy, source, apiTestType, apiUrl, apiTestValue (at security.type)",
      "'project' is not known here: did you mean project at the top level? (at security.project)",
      "'security' is not known here: did you mean security at the top level? (at security.security)",
    ]);
    const deep = JSON.parse(`${'{"security":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    expect(refused({ ...deep, type: "onboarding", project })).toEqual([
      "'security' is not known here: did you mean security at the top level? (at security.security)",
    ]);
  });

  test("stops at a hundred issues, whatever the size", () => {
    const names = Object.fromEntries(
      Array.from({ length: 500_000 }, (_, index) => [`x${index}`, 1]),
    );
    const lists = { allowedCountries: Array.from({ length: 2_000_000 }, () => "") };
    for (const fields of [names, lists]) {
      const issues = refused({ type: "login", project, ...fields });
      expect(issues).toHaveLength(101);
      expect(issues.at(-1)).toBe(
        "reading stopped after 100 issues: fix these, then parse again (at flow)",
      );
    }
  });

  test("judges a long text that is nearly an email address in no time", () => {
    const email = `ana${"@".repeat(1_000_000)}`;
    const whiteList = [
      { name: "Ana", email },
      { name: "Eva", email: `${email}.` },
    ];
    expect(refused({ type: "login", project, whiteList })).toHaveLength(1);
  });

  test("never shows a long text whole", () => {
    const json = { type: "onboarding", project: "x".repeat(50_000_000) };
    expect(refused(json).join("").length).toBeLessThan(200);
  });

  test("ends in a flow or in an InvalidFlowError for any value", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        const json = typeof value === "object" ? { type: "onboarding", project, ...value } : value;
        try {
          expect(parseFlow(json).build()).toMatchObject({ project });
        } catch (error) {
          if (!(error instanceof InvalidFlowError)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

function refused(json: unknown, options?: object): readonly string[] {
  return refusalOf(() => parseFlow(json, options as never)).split("\n");
}

function issuesOf(json: unknown): unknown {
  try {
    return parseFlow(json);
  } catch (error) {
    return error instanceof InvalidFlowError ? error.issues : error;
  }
}
