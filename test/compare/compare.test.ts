import { compareFlows, type Effect, type FlowLike, flow, loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { onboarding as table } from "../../src/flows/onboarding/table.js";
import { flowTypes } from "../../src/flows/types.js";
import request from "../fixtures/smart-enroll-request.json" with { type: "json" };
import response from "../fixtures/smart-enroll-response.json" with { type: "json" };
import { bodyFields, withField } from "../support/body-fields.js";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";
const start = flow().project(project);

/** The effect of the one change between onboarding bodies with the values at the path. */
function effectOf(bodyPath: string, before: unknown, after: unknown): Effect | undefined {
  const [from, to] = [before, after].map((value) =>
    withField({ type: "onboarding" }, bodyPath, value),
  );
  const changes = compareFlows(from as FlowLike, to as FlowLike);
  expect(changes.length).toBeLessThanOrEqual(1);
  return changes[0]?.effect;
}

test("a change names its field as the builder does and as the body does, with both values", () => {
  const before = start.document((document) => document.minScore(0.85));
  const after = before.document((document) => document.minScore(0.67));
  expect(compareFlows(before, after)).toEqual([
    {
      path: "document.minScore",
      bodyPath: "onboardingSettings.document.compareMinScore",
      before: 0.85,
      after: 0.67,
      effect: "loosens",
    },
  ]);
});

test("changes come in the table's order, whatever the order of the calls and of the JSON", () => {
  const after = start
    .whiteList([{ name: "Ana" }])
    .liveness((liveness) => liveness.minScore(0.7))
    .document((document) => document.usePassport())
    .status("active");
  const paths = ["status", "document.usePassport", "liveness.minScore", "whiteList"];
  expect(compareFlows(start, after).map(({ path }) => path)).toEqual(paths);
  const json = Object.fromEntries(Object.entries(after.build()).toReversed());
  expect(compareFlows(start, json as unknown as FlowLike).map(({ path }) => path)).toEqual(paths);
});

test("a flow is the same as its body and its JSON, also while it lacks its project", () => {
  expect(compareFlows(onboarding, onboarding.build())).toEqual([]);
  expect(compareFlows(onboarding, request)).toEqual([]);
  expect(compareFlows(flow().status("draft"), { type: "onboarding" })).toMatchObject([
    { path: "status", before: "draft", after: undefined },
  ]);
});

test("of the documented response, only what the table knows is compared", () => {
  expect(compareFlows(onboarding, response)).toEqual([
    {
      path: "redirectUrl",
      bodyPath: "redirectUrl",
      before: "https://google.com",
      after: undefined,
      effect: "neutral",
    },
    { path: "version", bodyPath: "version", before: undefined, after: 1, effect: "neutral" },
  ]);
});

describe("a value that only one side has", () => {
  test.each([
    ["document.compareMinScore", 0.9, "tightens"],
    ["document.compareMinScore", 0.67, "loosens"],
    ["document.compareMinScore", 0.85, "neutral"],
  ] as const)("is compared with the documented default: %s %d %s", (path, after, effect) => {
    expect(effectOf(`onboardingSettings.${path}`, undefined, after)).toBe(effect);
  });

  test.each([
    ["onboardingSettings.liveness.livenessMinScore", 0.9],
    ["onboardingSettings.document.maxAttempts", 3],
    ["onboardingSettings.document.verifyNames", false],
    ["onboardingSettings.document.usePassport", true],
    ["onboardingSettings.steps.document", "skip"],
    ["security.strategy", "none"],
    ["whiteList", [{ name: "Ana" }]],
  ])("is unclear without one: %s %j", (path, after) => {
    expect(effectOf(path, undefined, after)).toBe("unclear");
  });

  test.each([
    ["redirectUrl", "https://example.com"],
    ["onboardingSettings.signUpForm.firstName", false],
  ])("is neutral where the field makes no difference: %s %j", (path, after) => {
    expect(effectOf(path, undefined, after)).toBe("neutral");
  });

  test("has to be accepted by its row, like every default", () => {
    for (const { path, row } of flowTypes.flatMap(({ rows }) => bodyFields(rows))) {
      if ("byDefault" in row) expect(row.guard.problem(row.byDefault), path).toBeUndefined();
    }
  });
});

describe("what a server stores for a field that nobody set", () => {
  test.each([null, "", []])("is no change from an absent field: %j", (blank) => {
    for (const { bodyPath } of bodyFields(table.rows)) {
      expect(effectOf(bodyPath, undefined, blank), bodyPath).toBeUndefined();
      expect(effectOf(bodyPath, "", blank), bodyPath).toBeUndefined();
    }
  });

  test.each([null, "a text", 7, []])(
    "in place of a section is a section without fields: %j",
    (section) => {
      expect(effectOf("onboardingSettings", section, {})).toBeUndefined();
      expect(effectOf("security", section, { strategy: "none" })).toBe("unclear");
    },
  );

  test.each([0, false])("but %j is a value", (value) => {
    expect(effectOf("version", undefined, value)).toBe("unclear");
  });
});

describe("a value that the row doesn't accept", () => {
  test.each([
    ["onboardingSettings.document.compareMinScore", 85, 0.85, 0.9],
    ["onboardingSettings.document.compareMinScore", "0.7", 0.85, 0.9],
    ["onboardingSettings.document.compareMinScore", Number.NaN, 0.85, 0.9],
    ["onboardingSettings.document.maxAttempts", 11, 10, 3],
    ["onboardingSettings.document.verifyNames", "true", true, false],
    ["onboardingSettings.steps.document", "required", "mandatory", "skip"],
    ["security.strategy", "whitelist", "blacklist", "none"],
    ["whiteList", [{ name: "Ana" }, 7], [{ name: "Ana" }, { name: "Luis" }], [{ name: "Ana" }]],
    [
      "whiteList",
      [{ email: "ana@example.com" }],
      [{ name: "Ana" }],
      [{ name: "Ana" }, { name: "Luis" }],
    ],
  ])("is unclear: %s %j, beside %j", (path, refused, accepted, neighbor) => {
    expect(effectOf(path, refused, neighbor)).toBe("unclear");
    expect(effectOf(path, neighbor, refused)).toBe("unclear");
    expect(effectOf(path, refused, undefined)).toBe("unclear");
    expect(effectOf(path, accepted, neighbor)).toMatch(/tightens|loosens/);
  });

  test("is no id because its text is one", () => {
    expect(effectOf("webhook", "true", true)).toBe("unclear");
    expect(effectOf("webhook", true, "true")).toBe("unclear");
    expect(
      effectOf("webhook", "507F1F77BCF86CD799439011", "507f1f77bcf86cd799439011"),
    ).toBeUndefined();
  });

  test("is unclear also in a field that makes no difference", () => {
    expect(effectOf("status", "deleted", "active")).toBe("unclear");
    expect(effectOf("status", "paused", "active")).toBe("neutral");
  });

  test("is the same as a copy of it, and as itself if JSON can't hold it", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(effectOf("status", { a: [1] }, { a: [1] })).toBeUndefined();
    expect(effectOf("status", { a: [1] }, { a: [2] })).toBe("unclear");
    expect(effectOf("status", circular, circular)).toBeUndefined();
    expect(effectOf("status", circular, { self: circular })).toBe("unclear");
  });
});

describe("an id", () => {
  test.each([
    "507F1F77BCF86CD799439013",
    { _id: project },
    { _id: "507F1F77BCF86CD799439013", name: "Populated", status: "active" },
  ])("is the same in capitals, and as a whole object: %j", (stored) => {
    expect(effectOf("project", stored, project)).toBeUndefined();
    expect(effectOf("project", stored, "507f1f77bcf86cd799439014")).toBe("unclear");
  });

  test("is told as it was written, without the object around it", () => {
    const _id = "507F1F77BCF86CD799439013";
    const stored = { type: "onboarding", webhook: { _id } };
    const changes = compareFlows(stored as unknown as FlowLike, { type: "onboarding" });
    expect(changes).toMatchObject([{ path: "webhook", before: _id, effect: "neutral" }]);
  });

  test("without its text is no id", () => {
    expect(effectOf("webhook", { _id: 1 }, { _id: 2 })).toBe("unclear");
    expect(effectOf("webhook", { name: "a" }, { name: "b" })).toBe("unclear");
  });
});

describe("a list", () => {
  const [ana, luis, eva] = ["Ana", "Luis", "Eva"].map((name) => ({ name }));

  test.each([
    ["one more", [ana], [ana, luis], "tightens"],
    ["one fewer", [ana, luis], [luis], "loosens"],
    ["one more and one fewer", [ana, luis], [ana, eva], "unclear"],
    ["another order", [ana, luis], [luis, ana], "neutral"],
    ["somebody twice", [ana], [ana, ana], "neutral"],
    ["everybody gone", [ana], [], "unclear"],
  ] as const)("of people who are kept out, with %s", (_what, before, after, effect) => {
    expect(effectOf("whiteList", before, after)).toBe(effect);
  });

  test("of people is compared by the fields of the table", () => {
    const stored = [{ checked: false, email: null, phone: "300", name: "Ana", _id: project }];
    expect(effectOf("whiteList", stored, [{ name: "Ana", phone: "300" }])).toBeUndefined();
    expect(effectOf("whiteList", stored, [{ name: "Ana", phone: "301" }])).toBe("unclear");
  });

  test("of something else than people is compared as it is", () => {
    expect(effectOf("whiteList", [7], [7])).toBeUndefined();
    expect(effectOf("whiteList", [7], [8])).toBe("unclear");
  });

  test("of texts is compared in its order", () => {
    const path = "onboardingSettings.signUpForm.extraFields";
    expect(effectOf(path, ["company", "role"], ["company", "role"])).toBeUndefined();
    expect(effectOf(path, ["company", "role"], ["role", "company"])).toBe("neutral");
    expect(effectOf(path, ["company", 7], ["company"])).toBe("unclear");
  });
});

test("what is returned is frozen, and what was given isn't", () => {
  const signUpForm = { extraFields: ["company"] };
  const onboardingSettings = { signUpForm };
  const given = { type: "onboarding", onboardingSettings, whiteList: [{ name: "Ana" }] };
  const changes = compareFlows(start, given);
  const lists = changes.map(({ after }) => after).filter(Array.isArray);
  expect(lists).toEqual([["company"], [{ name: "Ana" }]]);
  for (const part of [changes, ...changes, ...lists, ...lists.flat()]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
  for (const part of [given, given.whiteList, ...given.whiteList, signUpForm.extraFields]) {
    expect(Object.isFrozen(part)).toBe(false);
  }
});

describe("what can't be compared", () => {
  test("is a flow of another type", () => {
    expect(compareFlows(start, { type: "onboarding", project })).toEqual([]);
    expect(refusalOf(() => compareFlows(start, loginFlow()))).toBe(
      "'login' is another type of flow: expected 'onboarding' (at after.type)",
    );
    expect(refusalOf(() => compareFlows(loginFlow(), start.build()))).toBe(
      "'onboarding' is another type of flow: expected 'login' (at after.type)",
    );
  });

  test.each([
    ["before", undefined, "undefined is not a flow: expected a flow or its JSON (at before)"],
    ["before", [], "an array is not a flow: expected a flow or its JSON (at before)"],
    ["after", "onboarding", "'onboarding' is not a flow: expected a flow or its JSON (at after)"],
    [
      "after",
      { type: "kyb" },
      "'kyb' is not a type of flow: expected 'onboarding' or 'login' (at after.type)",
    ],
  ])("is, as %s, %j", (side, given, sentence) => {
    const [before, after] = side === "before" ? [given, start] : [start, given];
    expect(refusalOf(() => compareFlows(before as FlowLike, after as FlowLike))).toBe(sentence);
  });

  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();

  test.each([
    [
      "a getter that throws",
      {
        type: "onboarding",
        get status() {
          throw new Error("no");
        },
      },
    ],
    [
      "a type that throws",
      {
        get type() {
          throw new Error("no");
        },
      },
    ],
    ["a proxy that throws", proxy],
    ["a proxy in place of a section", { type: "onboarding", security: proxy }],
    ["a proxy in a list", { type: "onboarding", whiteList: [proxy] }],
  ])("is %s", (_what, given) => {
    expect(refusalOf(() => compareFlows(start, given as FlowLike))).toBe(
      "an object can't be read: expected plain data (at before, after)",
    );
  });
});

test("only the fields are read, and only an object's own", () => {
  const circular: Record<string, unknown> = { type: "onboarding" };
  circular["self"] = circular;
  circular["security"] = circular;
  expect(compareFlows(circular as unknown as FlowLike, { type: "onboarding" })).toEqual([]);
  const heir = Object.assign(Object.create({ status: "active" }), { type: "onboarding" });
  expect(compareFlows(heir, { type: "onboarding" })).toEqual([]);
  const json = JSON.parse('{"type":"onboarding","__proto__":{"status":"active"}}');
  expect(compareFlows(json, { type: "onboarding" })).toEqual([]);
});
