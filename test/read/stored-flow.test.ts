import fc from "fast-check";
import { flow, readStoredFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { flowTypes } from "../../src/flows/types.js";
import { fieldPath } from "../../src/read/path.js";
import response from "../fixtures/smart-enroll-response.json" with { type: "json" };
import { anyBody } from "../support/any-body.js";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";
const minimal = { type: "onboarding", project };

/** What was left of a stored flow, without its values. */
function leftOf(stored: unknown): readonly string[] {
  return readStoredFlow(stored).leftOut.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("readStoredFlow", () => {
  test("reads the documented answer to a create, and names what the server added", () => {
    const { flow, leftOut } = readStoredFlow(response);
    const documented = onboarding
      .version(1)
      .without("redirectUrl")
      .signUpForm((form) => form.without("extraFields"));
    expect(flow).toEqual(documented);
    expect(leftOut.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      "__v: server",
      "_id: server",
      "allowedCountries: blank",
      "client: server",
      "createdAt: server",
      "linkSettings: blank",
      "loginSettings: blank",
      "updatedAt: server",
      "redirectUrl: blank",
      "onboardingSettings.signUpForm.extraFields: blank",
      "onboardingSettings.document.idPrompt: server",
      "onboardingSettings.document.licensePrompt: server",
      "onboardingSettings.document.passportPrompt: server",
      "security._id: server",
    ]);
  });

  test("keeps what was stored of values that aren't allowed today, with the sentence", () => {
    const document = { compareMinScore: 85, maxAttempts: 5 };
    const stored = { ...minimal, status: "archived", onboardingSettings: { document } };
    const { flow: read, leftOut } = readStoredFlow(stored);
    expect(read).toEqual(
      flow()
        .project(project)
        .document((document) => document.maxAttempts(5)),
    );
    expect(leftOut).toEqual([
      {
        path: "status",
        reason: "not-allowed",
        value: "archived",
        message: "'archived' is not allowed: expected 'draft', 'active' or 'paused'",
      },
      {
        path: "onboardingSettings.document.compareMinScore",
        reason: "not-allowed",
        value: 85,
        message: "85 is out of range: expected 0.5 to 1",
      },
    ]);
  });

  test("takes the id of a project that came as a whole object", () => {
    const { flow: read, leftOut } = readStoredFlow({
      ...minimal,
      project: { _id: project, name: "A" },
    });
    expect(read).toEqual(flow().project(project));
    expect(leftOut).toEqual([
      { path: "project", reason: "populated", value: { _id: project, name: "A" } },
    ]);
  });

  test("takes empty texts, lists and sections for fields that nobody set", () => {
    const stored = { ...minimal, redirectUrl: "", whiteList: [], security: null, version: 2 };
    expect(readStoredFlow(stored).flow).toEqual(flow().project(project).version(2));
    expect(leftOf(stored)).toEqual(["redirectUrl: blank", "security: blank", "whiteList: blank"]);
  });

  test("keeps the fields of 2022 beside the flow", () => {
    const stored = {
      ...minimal,
      onboardingSettings: {
        basicInformation: { fullName: true, age: true },
        documentValidation: { includeOCR: true },
        document: { criminalEndpoints: ["a"], usePassport: true },
        form: project,
      },
    };
    expect(readStoredFlow(stored).flow).toEqual(
      flow()
        .project(project)
        .basicInformation((information) => information.age())
        .document((document) => document.usePassport()),
    );
    expect(leftOf(stored)).toEqual([
      "onboardingSettings.documentValidation: unknown",
      "onboardingSettings.form: unknown",
      "onboardingSettings.basicInformation.fullName: unknown",
      "onboardingSettings.document.criminalEndpoints: unknown",
    ]);
  });

  test("keeps records and texts that aren't allowed beside those that are", () => {
    const whiteList = [
      { name: "Ana", email: "ana", _id: project },
      { email: "eve@example.com" },
      { name: "Bo", projectFlow: project },
    ];
    const stored = { type: "login", project, whiteList, allowedCountries: ["Peru", 5] };
    const { flow: read, leftOut } = readStoredFlow(stored);
    expect(read.build()).toEqual({
      type: "login",
      project,
      allowedCountries: ["Peru"],
      whiteList: [{ name: "Ana" }, { name: "Bo" }],
    });
    expect(leftOut.map(({ path, reason, message = "" }) => [path, reason, message])).toEqual([
      ["allowedCountries[1]", "not-allowed", "5 is not a string: expected the name of a country"],
      ["whiteList[0]._id", "server", ""],
      [
        "whiteList[0].email",
        "not-allowed",
        "'ana' is not an email address: expected a name, @ and a host, without spaces",
      ],
      ["whiteList[1]", "not-allowed", "a record needs its name: expected the name of a person"],
      ["whiteList[2].projectFlow", "unknown", ""],
    ]);
  });

  test.each([
    [{ data: [minimal] }, "an object is a whole list of flows: expected one of those in `data`"],
    [
      { data: minimal, success: true },
      "an object is the envelope of a flow: expected the flow in `data`",
    ],
    [
      { ...minimal, target: "kyc", documents: [] },
      "an object is a flow of Verifik's v3 API, by its target, documents: expected a v2 flow",
    ],
    [
      { ...minimal, version: 3 },
      "an object is a flow of Verifik's v3 API, by its version: expected a v2 flow",
    ],
    [
      { ...minimal, configuration: { emailVerification: true } },
      "an object has a shape that only Verifik's newer pages show (configuration): expected a v2 flow, with onboardingSettings or loginSettings",
    ],
    [[minimal], "an array is not an object: expected a stored flow"],
    [
      { ...minimal, type: "smartlink" },
      "'smartlink' is not a type of flow: expected 'onboarding' or 'login'",
    ],
    [{ type: "login" }, "a flow needs its project: expected 24 hexadecimal characters"],
  ])("names %j for what it is", (stored, sentence) => {
    expect(refusalOf(() => readStoredFlow(stored))).toContain(sentence);
  });

  test.each(flowTypes)(
    "loses nothing of $type flows: every value is in the flow or left out",
    (type) => {
      const strange = fc.oneof(fc.anything(), fc.constantFrom(85, "", null, [], { _id: project }));
      const bodies = fc.tuple(anyBody(type), fc.nat(), strange, fc.string());
      fc.assert(
        fc.property(bodies, ([body, where, value, name]) => {
          const stored = JSON.parse(JSON.stringify({ ...body, project, version: 2 }));
          const objects = objectsIn(stored);
          const target = objects[where % objects.length] ?? stored;
          const names = Object.keys(target).filter(
            (name) => !["type", "project", "version"].includes(name),
          );
          target[names[where % names.length] ?? name] = JSON.parse(JSON.stringify(value) ?? "null");
          const { flow, leftOut } = readStoredFlow(stored);
          const kept = JSON.stringify(flow);
          for (const { path, value } of leavesOf(stored)) {
            const left = leftOut.some((part) => path.startsWith(part.path));
            if (!left) expect(kept, path).toContain(JSON.stringify(value));
          }
        }),
        { numRuns: 1_000 },
      );
    },
  );
});

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

/** Every value that has no parts of its own, and where it is. */
function leavesOf(value: unknown, path = ""): readonly { path: string; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, Array.isArray(value) ? `${path}[${name}]` : fieldPath(path, name)),
  );
}
