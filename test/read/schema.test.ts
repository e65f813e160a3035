import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { type FlowBody, flowSchema, type LoginFlow, loginFlow, parseFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { flowTypes } from "../../src/flows/types.js";
import { anyBody } from "../support/any-body.js";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";
const standard = flowSchema["~standard"];

describe("flowSchema", () => {
  test("is a Standard Schema and a Standard JSON Schema, for the compiler too", () => {
    const any: StandardSchemaV1 & StandardJSONSchemaV1 = flowSchema;
    const login: StandardSchemaV1<unknown, LoginFlow> = flowSchema.login;
    const input: StandardSchemaV1.InferInput<typeof flowSchema.onboarding> = {
      type: "onboarding",
      project,
    } satisfies FlowBody;
    expect([any, login].map((schema) => schema["~standard"].vendor)).toEqual([
      "verifik-flow",
      "verifik-flow",
    ]);
    expect(input.type).toBe("onboarding");
  });

  test("gives the flow", () => {
    expect(flowSchema.login["~standard"].validate({ type: "login", project })).toEqual({
      value: loginFlow().project(project),
    });
  });

  test("gives every issue, with the path as names and indexes", () => {
    const whiteList = [{ name: "Ana" }, { name: "Eve", email: "eve" }];
    const security = { "a.b": 1 };
    expect(standard.validate({ type: "login", project: "abc", whiteList, security })).toEqual({
      issues: [
        {
          message: "'abc' is not an ObjectId: expected 24 hexadecimal characters",
          path: ["project"],
        },
        {
          message:
            "'a.b' is not known here: expected one of strategy, source, apiTestType, apiUrl, apiTestValue",
          path: ["security", "a.b"],
        },
        {
          message: "'eve' is not an email address: expected a name, @ and a host, without spaces",
          path: ["whiteList", 1, "email"],
        },
      ],
    });
  });

  test("judges flows of one type, if it's the schema of one", () => {
    const json = { type: "login", project };
    expect(flowSchema.onboarding["~standard"].validate(json).issues).toHaveLength(1);
    expect(standard.validate(json).issues).toBeUndefined();
  });

  test("makes JSON Schema of both versions in use, and says so of others", () => {
    const { input, output } = flowSchema.login["~standard"].jsonSchema;
    const schema = input({ target: "draft-2020-12" });
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "A Verifik login flow",
      required: ["type", "project"],
      additionalProperties: false,
    });
    expect(output({ target: "draft-2020-12" })).toEqual(schema);
    expect(input({ target: "draft-07" })["$schema"]).toContain("draft-07");
    expect(() => input({ target: "openapi-3.0" })).toThrow(
      new TypeError("'openapi-3.0' isn't a version: expected draft-2020-12 or draft-07"),
    );
  });

  test("describes every field", () => {
    const { properties } = flowSchema.onboarding["~standard"].jsonSchema.input({
      target: "draft-07",
    }) as { properties: Record<string, { description?: string }> };
    for (const [name, { description }] of Object.entries(properties)) {
      if (name !== "onboardingSettings") expect(description, name).toMatch(/\.$/);
    }
  });
});

/** What JSON Schema can't express: the one place where the verdicts differ. */
const differences = [
  { value: "http://[", why: "has the shape of a URL, and no parser takes it" },
  { value: "https://example.com:99999", why: "likewise, for its port" },
];

describe("JSON Schema and parseFlow", () => {
  const judges = flowTypes.map((type) => {
    const { input } = flowSchema[type.type]["~standard"].jsonSchema;
    const ajv = new Ajv({ strict: false }).compile(input({ target: "draft-07" }));
    const ajv2020 = new Ajv2020({ strict: false }).compile(input({ target: "draft-2020-12" }));
    return { type, ajv, ajv2020 };
  });

  test.each(judges)(
    "have the same verdict on 10,000 random and mutated bodies of $type.type flows",
    ({ type, ajv, ajv2020 }) => {
      let accepted = 0;
      const property = fc.property(mutated(anyBody(type)), (body) => {
        const { issues = [] } = flowSchema[type.type]["~standard"].validate(body);
        // The one kind of refusal that Ajv doesn't know: see the differences below.
        const others = issues.filter(({ message }) => !message.includes("is not a web URL"));
        accepted += Number(issues.length === 0);
        expect(ajv2020(body)).toBe(ajv(body));
        if (issues.length === 0 || others.length > 0) expect(ajv(body)).toBe(issues.length === 0);
      });
      fc.assert(property, { numRuns: 10_000, seed: 20261126 });
      expect(accepted).toBeGreaterThan(1_000);
      expect(accepted).toBeLessThan(9_000);
    },
  );

  test.each(differences)("differ on $value, which $why", ({ value }) => {
    const body = { type: "onboarding", project, redirectUrl: value };
    expect(judges[0]?.ajv(body)).toBe(true);
    expect(refusalOf(() => parseFlow(body))).toContain("is not a web URL");
  });
});

/** The body, or the body with one thing in it that is another. */
function mutated(bodies: fc.Arbitrary<object>): fc.Arbitrary<unknown> {
  const strange = fc.oneof(
    fc.anything({ maxDepth: 1 }),
    fc.constantFrom(
      0,
      0.3,
      0.5,
      0.51,
      1,
      1.0000001,
      3,
      2,
      10,
      11,
      2 ** 53,
      -1,
      "",
      " ",
      null,
      [],
      {},
    ),
  );
  const mutation = fc.tuple(
    fc.nat(),
    fc.nat(),
    strange,
    fc.string(),
    fc.constantFrom("set", "drop", "add", "none"),
  );
  return fc.tuple(bodies, mutation).map(([body, [where, which, value, name, kind]]) => {
    const copy = JSON.parse(JSON.stringify({ project, ...body }));
    const objects = objectsIn(copy);
    const target = objects[where % objects.length] ?? copy;
    const names = Object.keys(target);
    const chosen = names[which % names.length] ?? "status";
    if (kind === "set") target[chosen] = jsonOf(value);
    if (kind === "drop") delete target[chosen];
    if (kind === "add") target[name] = jsonOf(value);
    return copy;
  });
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

/** What is left of it in JSON. */
function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return null;
  }
}
