import { inspect } from "node:util";
import { type Flow, flow, InvalidFlowError } from "verifik-flow";
import { describe, expect, test } from "vitest";
import type { ValueField } from "../src/fields/field.js";
import { bodyFields } from "../src/table/fields.js";
import { refusalOf } from "./support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";
const start = flow().project(project);

describe("a flow", () => {
  test("holds what was set and nothing else", () => {
    expect(start.build()).toEqual({ type: "onboarding", project });
    expect(start.document((document) => document).build()).toEqual({ type: "onboarding", project });
    expect(start.steps({}).build()).toEqual({ type: "onboarding", project });
  });

  test("is the same body to build and to JSON.stringify", () => {
    expect(JSON.stringify(start.status("draft"))).toBe(
      `{"type":"onboarding","project":"${project}","status":"draft"}`,
    );
  });

  test("writes its fields in one order, in whatever order they were set", () => {
    const forward = start.status("draft").version(2).steps({ form: "skip", document: "skip" });
    const backward = flow()
      .steps({ document: "skip" })
      .steps({ form: "skip" })
      .version(2)
      .status("draft")
      .project(project);
    expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
  });

  test("keeps the last value that a field was set to", () => {
    expect(start.status("draft").status("paused").build().status).toBe("paused");
  });

  test("has a deeply frozen body that is made once", () => {
    const built = start
      .signUpForm((form) => form.extraFields(["nickname"]))
      .document((document) => document.usePassport());
    const body = built.build();
    expect(built.build()).toBe(body);
    for (const part of [
      body,
      body.onboardingSettings,
      body.onboardingSettings?.document,
      body.onboardingSettings?.signUpForm?.extraFields,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test("shows on Node what it would send, complete or not", () => {
    expect(inspect(start.status("draft"))).toBe(inspect(start.status("draft").build()));
    expect(inspect(flow().status("draft"))).toBe("{ type: 'onboarding', status: 'draft' }");
  });

  test("has no then, so that it can be returned from an async function", async () => {
    expect(await Promise.resolve(start)).toBe(start);
  });

  test("without a project is not built, stringified or sent", async () => {
    const incomplete = flow() as unknown as Flow;
    const sentence = (method: string) =>
      `this flow has no project yet: call .project(id) before .${method}() (at project)`;
    expect(refusalOf(() => incomplete.build())).toBe(sentence("build"));
    expect(() => JSON.stringify(incomplete)).toThrow(InvalidFlowError);
    await expect(incomplete.submit({ token: "t" })).rejects.toThrow(sentence("submit"));
  });
});

describe("a section", () => {
  test("that is called twice goes on from what the first call left", () => {
    const body = start
      .document((document) => document.minScore(0.67).usePassport())
      .document((document) => document.usePassport(false).useLicense())
      .build();
    expect(body.onboardingSettings?.document).toEqual({
      compareMinScore: 0.67,
      usePassport: false,
      useLicense: true,
    });
  });

  test("shares its body with every flow that did not change it", () => {
    const base = start.document((document) => document.usePassport());
    const variant = base.status("paused");
    expect(variant.build().onboardingSettings?.document).toBe(
      base.build().onboardingSettings?.document,
    );
  });

  test("whose callback returns nothing is refused", () => {
    const forgetful = () => undefined as never;
    expect(refusalOf(() => start.document(forgetful))).toBe(
      "undefined is not that builder: expected the callback to return the builder that it was given (at document)",
    );
    expect(() => start.document((document) => document)).not.toThrow();
  });

  test("whose callback returns another section's builder is refused", () => {
    let stolen: unknown;
    start.liveness((liveness) => {
      stolen = liveness;
      return liveness;
    });
    expect(() => start.document(() => stolen as never)).toThrow(InvalidFlowError);
  });

  test("without a callback is refused", () => {
    expect(() => start.document({} as never)).toThrow("an object is not a function");
  });
});

describe("steps", () => {
  test("add to what earlier calls said", () => {
    const body = start
      .steps({ document: "optional", liveness: "optional" })
      .steps({ liveness: "mandatory" })
      .build();
    expect(body.onboardingSettings?.steps).toEqual({ document: "optional", liveness: "mandatory" });
  });

  test("that are unknown or undefined are refused, not dropped", () => {
    expect(refusalOf(() => start.steps({ selfie: "skip" } as never))).toBe(
      "'selfie' is not known here: expected one of basicInformation, document, form, liveness, signUpForm (at steps)",
    );
    expect(refusalOf(() => start.steps({ form: undefined } as never))).toBe(
      "undefined is not allowed: expected 'mandatory', 'optional' or 'skip' (at steps.form)",
    );
    expect(() => start.steps(null as never)).toThrow("null is not an object");
  });

  test("are read from frozen objects and left as they are", () => {
    const steps = Object.freeze({ form: "skip" } as const);
    expect(start.steps(steps).build().onboardingSettings?.steps).toEqual(steps);
  });
});

describe("extra fields", () => {
  test("are copied, and the caller's list stays the caller's", () => {
    const list = ["nickname"];
    const refined = start.signUpForm((form) => form.extraFields(list));
    list.push("later");
    expect(refined.build().onboardingSettings?.signUpForm?.extraFields).toEqual(["nickname"]);
    expect(Object.isFrozen(list)).toBe(false);
  });

  test("that are no names are refused one by one, holes included", () => {
    const sparse: string[] = ["nickname"];
    sparse[2] = "";
    expect(refusalOf(() => start.signUpForm((form) => form.extraFields(sparse)))).toBe(
      [
        "undefined is not a string: expected the name of a field (at signUpForm.extraFields[1])",
        "'' is empty: expected the name of a field (at signUpForm.extraFields[2])",
      ].join("\n"),
    );
    expect(() => start.signUpForm((form) => form.extraFields("nickname" as never))).toThrow(
      "'nickname' is not a list: expected a list of field names",
    );
  });
});

describe("composition", () => {
  const withPassport = <Missing extends "project">(flow: Flow<Missing>) =>
    flow.document((document) => document.usePassport());

  test("pipe hands the flow to a function and returns its result", () => {
    expect(start.pipe(withPassport).build()).toEqual(withPassport(start).build());
    expect(start.pipe((flow) => flow.build().project)).toBe(project);
  });

  test("when applies a function only if the condition holds", () => {
    expect(start.when(true, withPassport).build()).toEqual(withPassport(start).build());
    expect(start.when(false, withPassport)).toBe(start);
  });

  test("when refuses a condition that is no boolean, and a function that forgets to return", () => {
    expect(refusalOf(() => start.when("false" as never, withPassport))).toBe(
      "'false' is not a boolean: expected true or false (at when)",
    );
    expect(() => start.when(true, (() => undefined) as never)).toThrow(
      "undefined is not a flow: expected the function to return the flow that it was given",
    );
  });
});

test("every method returns a new flow and leaves the earlier one as it was", () => {
  const changes: ReadonlyArray<(flow: Flow) => Flow> = [
    (flow) => flow.project("507f1f77bcf86cd799439099"),
    (flow) => flow.status("paused"),
    (flow) => flow.redirectUrl("https://example.com/done"),
    (flow) => flow.systemForm("507f1f77bcf86cd799439099"),
    (flow) => flow.webhook("507f1f77bcf86cd799439099"),
    (flow) => flow.version(7),
    (flow) => flow.hiddenLoginOption(),
    (flow) => flow.requiresSignature(),
    (flow) => flow.steps({ form: "skip" }),
    (flow) => flow.signUpForm((form) => form.email()),
    (flow) => flow.basicInformation((information) => information.age()),
    (flow) => flow.document((document) => document.useLicense()),
    (flow) => flow.liveness((liveness) => liveness.searchMode("ACCURATE")),
    (flow) => flow.security((security) => security.source("CSV")),
  ];
  const methods =
    Object.keys(bodyFields).length - 1 + Object.keys(bodyFields.onboardingSettings.fields).length;
  expect(changes).toHaveLength(methods);

  for (const change of changes) {
    const before = start.status("draft");
    const body = JSON.stringify(before);
    const after = change(before);
    expect(JSON.stringify(before)).toBe(body);
    expect(JSON.stringify(after)).not.toBe(body);
    expect(JSON.stringify(change(before))).toBe(JSON.stringify(after));
  }
});

test("every setter of every section leaves the earlier section as it was", () => {
  type Section = Readonly<Record<string, (value: unknown) => Section>>;
  type Refine = (section: Section) => Section;
  const untyped = start as unknown as Record<string, (refine: Refine) => Flow>;
  const { signUpForm, basicInformation, document, liveness } = bodyFields.onboardingSettings.fields;
  const sections = {
    signUpForm,
    basicInformation,
    document,
    liveness,
    security: bodyFields.security,
  };

  for (const [name, { fields }] of Object.entries(sections)) {
    for (const [method, field] of Object.entries<ValueField<string, unknown>>(fields)) {
      const refine = (result: Refine) => untyped[name]?.(result).build();
      const changed = refine((section) => section[method]?.(acceptedBy(field)) ?? section);
      const unchanged = refine((section) => {
        section[method]?.(acceptedBy(field));
        return section;
      });
      expect(unchanged, `${name}.${method}`).toEqual(start.build());
      expect(changed, `${name}.${method}`).not.toEqual(start.build());
    }
  }
});

/** The first of some values that the field accepts. */
function acceptedBy(field: ValueField<string, unknown>): unknown {
  const candidates = [true, [], 0.7, 5, "https://example.com", "SCAN_ZERO", "FAST", "none", "API"];
  return [...candidates, "mailgun", "sms", "email"].find((candidate) => {
    try {
      field.read(candidate, "");
      return true;
    } catch {
      return false;
    }
  });
}
