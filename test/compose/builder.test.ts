import { inspect } from "node:util";
import { CompareScore, type Flow, flow, InvalidFlowError, loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { login } from "../../src/flows/login/table.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { readerOf } from "../../src/model/read-value.js";
import type { Row, Rows } from "../../src/model/row.js";
import { refusalOf } from "../support/refusal-of.js";

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

  test("can't be changed from outside, nor the class that it is of", () => {
    for (const shared of [flow(), Object.getPrototypeOf(flow())]) {
      expect(() => Object.defineProperty(shared, "build", { value: () => "hijacked" })).toThrow(
        TypeError,
      );
    }
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
    expect(
      refusalOf(() => start.steps({ selfie: "skip", form: "later", liveness: 5 } as never)),
    ).toBe(
      [
        "'selfie' is not known here: expected one of basicInformation, document, form, liveness, signUpForm (at steps)",
        "'later' is not allowed: expected 'mandatory', 'optional' or 'skip' (at steps.form)",
        "5 is not allowed: expected 'mandatory', 'optional' or 'skip' (at steps.liveness)",
      ].join("\n"),
    );
    expect(() => start.steps(null as never)).toThrow("null is not an object");
  });

  test("are read from frozen objects and left as they are", () => {
    const steps = Object.freeze({ form: "skip" } as const);
    expect(start.steps(steps).build().onboardingSettings?.steps).toEqual(steps);
  });

  test("are read from objects with fields, and not from lists or maps", () => {
    for (const given of [[], new Map([["form", "skip"]]), "skip"]) {
      expect(refusalOf(() => start.steps(given as never))).toContain("is not an object");
    }
    class Steps {
      get form() {
        return "skip" as const;
      }
    }
    expect(start.steps(new Steps()).build().onboardingSettings?.steps).toEqual({ form: "skip" });
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

  test("when gives the function a value that is there, and zero and the empty text are", () => {
    const version = (value: 2 | undefined) =>
      start.when(value, (flow, value) => flow.version(value)).build().version;
    expect(version(2)).toBe(2);
    expect(version(undefined)).toBe(undefined);
    for (const absent of [undefined, null, false])
      expect(start.when(absent, withPassport)).toBe(start);
    for (const there of [0, "", NaN, {}]) {
      expect(start.when(there, withPassport).build()).toEqual(withPassport(start).build());
    }
  });

  test("pipe refuses what is not a function", () => {
    expect(refusalOf(() => start.pipe(undefined as never))).toBe(
      "undefined is not a function: expected a preset (at pipe)",
    );
  });

  test("when refuses a function and a promise, and a function that forgets to return", () => {
    expect(refusalOf(() => start.when(() => true, withPassport))).toBe(
      "a function is not a condition: expected what it returns (at when)",
    );
    expect(refusalOf(() => start.when(Promise.resolve(true), withPassport))).toBe(
      "an object is not a condition: expected what it resolves to (at when)",
    );
    // The text of a variable would always apply, "false" included.
    for (const text of ["true", "false"]) {
      expect(refusalOf(() => start.when(text, (flow) => flow))).toBe(
        `'${text}' is not a condition: expected the boolean, not its text (at when)`,
      );
    }
    expect(start.when("CO", (flow) => flow.status("draft")).build().status).toBe("draft");
    expect(() => start.when(true, (() => undefined) as never)).toThrow(
      "undefined is not a flow: expected the function to return the flow that it was given",
    );
  });
});

describe.each([
  ["onboarding", start, onboarding.rows],
  ["login", loginFlow().project(project), login.rows],
])("in a flow of type %s", (_type, start, rows) => {
  type Section = Readonly<Record<string, (value: unknown) => Section>>;
  type Refine = (section: Section) => Section;
  const untyped = start as unknown as Record<string, (refine: Refine) => Flow>;

  test("every method returns a new flow and leaves the earlier one as it was", () => {
    for (const [name, row] of Object.entries<Row>(settable(rows))) {
      const change = (flow: Flow) => changed(flow, name, row);
      const before = start.status("draft");
      const body = JSON.stringify(before);
      const after = change(before as Flow);
      expect(JSON.stringify(before), name).toBe(body);
      expect(JSON.stringify(after), name).not.toBe(body);
      expect(JSON.stringify(change(before as Flow)), name).toBe(JSON.stringify(after));
    }
  });

  test("every setter of every section leaves the earlier section as it was", () => {
    for (const [name, row] of Object.entries<Row>(settable(rows))) {
      if (row.kind !== "section") continue;
      for (const [method, inner] of Object.entries<Row>(row.rows)) {
        const refine = (result: Refine) => untyped[name]?.(result).build();
        const set = (section: Section) => section[method]?.(acceptedBy(inner)) ?? section;
        const unchanged = refine((section) => {
          set(section);
          return section;
        });
        expect(unchanged, `${name}.${method}`).toEqual(start.build());
        expect(refine(set), `${name}.${method}`).not.toEqual(start.build());
        const taken = refine((section) => set(section)["without"]?.(method) ?? section);
        expect(taken, `${name}.without("${method}")`).toEqual(start.build());
      }
    }
  });
});

test("a method that is called on something else says so, and what to write", () => {
  const { status, document } = start as unknown as Record<
    "status" | "document",
    (x: unknown) => unknown
  >;
  const cure = (name: string) =>
    `doesn't have .${name}(): expected a call on its own builder, like builder.${name}(…) (at ${name})`;
  expect(refusalOf(() => status("active"))).toBe(`undefined ${cure("status")}`);
  expect(refusalOf(() => document((d: unknown) => d))).toBe(`undefined ${cure("document")}`);
  expect(refusalOf(() => status.call(loginFlow(), "active"))).toBe(`an object ${cure("status")}`);

  const methods = start as unknown as Record<string, (...given: unknown[]) => unknown>;
  for (const name of ["when", "pipe", "build", "without"]) {
    const { [name]: method } = methods;
    expect(refusalOf(() => method?.())).toBe(`undefined ${cure(name)}`);
  }
});

describe("without", () => {
  const full = start
    .status("draft")
    .version(2)
    .document((d) => d.usePassport().minScore(0.7));

  test("takes fields back, and leaves the earlier flow as it was", () => {
    expect(full.without("status", "document").build()).toEqual({
      type: "onboarding",
      project,
      version: 2,
    });
    expect(full.build().status).toBe("draft");
  });

  test("lets a field be set again, and a section begin anew", () => {
    const again = full.without("status", "document").status("paused");
    expect(again.document((d) => d.useLicense()).build()).toEqual({
      type: "onboarding",
      project,
      status: "paused",
      version: 2,
      onboardingSettings: { document: { useLicense: true } },
    });
  });

  test("takes the steps back as a whole", () => {
    const stepped = start.steps({ form: "skip" }).without("steps");
    expect(stepped.build()).toEqual(start.build());
  });

  test("of a field that was never set changes nothing", () => {
    expect(start.without("webhook").build()).toEqual(start.build());
  });

  test("takes the project back, so that the flow is not sent", () => {
    const incomplete = start.without("project") as unknown as Flow;
    expect(refusalOf(() => incomplete.build())).toContain("this flow has no project yet");
    expect(incomplete.project(project).build()).toEqual(start.build());
  });

  test("refuses a name that it does not know", () => {
    expect(refusalOf(() => start.without("one" as never, "status", "two" as never))).toMatch(
      /^'one' is not known here: .*\n'two' is not known here: /,
    );
    expect(refusalOf(() => start.without("redirectURL" as never))).toBe(
      `'redirectURL' is not known here: expected one of ${Object.keys(settable(onboarding.rows)).join(", ")} (at without)`,
    );
    expect(refusalOf(() => start.liveness((l) => l.without("usePassport" as never)))).toBe(
      "'usePassport' is not known here: expected one of minScore, searchMinScore, maxAttempts, searchMode (at liveness.without)",
    );
  });
});

/** The rows that a flow has methods for: those of a group stand on the flow itself. */
function settable(rows: Rows): Rows {
  const entries = Object.entries(rows);
  return Object.fromEntries(
    entries.flatMap(([name, row]) =>
      row.kind === "group" ? Object.entries(row.rows) : [[name, row]],
    ),
  );
}

/** The flow with another value in the row, or in the first field of its section. */
function changed(flow: Flow, name: string, row: Row): Flow {
  type Method = (argument: unknown) => Flow;
  const set = (flow as unknown as Record<string, Method>)[name] ?? expect.fail(name);
  const [first] = "rows" in row ? Object.entries<Row>(row.rows) : [];
  if (row.kind === "section" && first) {
    return set.call(flow, (section: Record<string, Method>) =>
      section[first[0]]?.(acceptedBy(first[1])),
    );
  }
  if (row.kind === "record" && first) return set.call(flow, { [first[0]]: acceptedBy(first[1]) });
  return set.call(flow, acceptedBy(row));
}

/** The first of some values that the row accepts. */
function acceptedBy(row: Row): unknown {
  if ("rows" in row && row.kind !== "records") return expect.fail(`${row.kind} is no value`);
  const read = readerOf(row);
  const candidates = [true, [], 0.7, 5, "https://example.com", "SCAN_ZERO", "FAST", "none", "API"];
  const others = ["507f1f77bcf86cd799439099", "mailgun", "sms", "email", "mandatory", "active"];
  return [...candidates, ...others].find((candidate) => {
    try {
      read(candidate, "");
      return true;
    } catch {
      return false;
    }
  });
}

describe("flows are equal to a test", () => {
  const start = flow().project("507f1f77bcf86cd799439013");

  test("if they say the same, however they were composed", () => {
    const one = start.status("draft").document((document) => document.minScore(0.6).usePassport());
    const other = start
      .document((document) => document.usePassport())
      .status("active")
      .status("draft")
      .document((document) => document.minScore(0.6));
    expect(one).toEqual(other);
    expect([{ one }]).toEqual([{ one: other }]);
    expect(one.build()).toStrictEqual(other.build());
  });

  test("and only then", () => {
    expect(start.status("draft")).not.toEqual(start.status("active"));
    expect(start.status("draft")).not.toEqual(start);
    expect(start).not.toEqual(start.document((document) => document.usePassport()));
    expect(loginFlow().status("draft")).not.toEqual(flow().status("draft"));
  });
});

describe("an error begins where the user called", () => {
  const here = "builder.test.ts";
  /** The file of the first frame. Bun's frames have no place for an arrow function that a test calls. */
  const placeOf = (error: unknown) =>
    "Bun" in globalThis
      ? here
      : /\n +at [^\n]*?([\w.-]+\.\w+):\d+/.exec(String((error as Error).stack))?.[1];
  const thrown = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error;
    }
    return undefined;
  };
  test.each<[string, () => unknown]>([
    ["a guard", () => CompareScore(0.4 as never)],
    ["a setter", () => flow().status("on" as never)],
    ["a setter in a section", () => flow().document((document) => document.minScore(2 as never))],
    ["a section", () => flow().document(5 as never)],
    ["steps", () => flow().steps({ form: "yes" as never })],
    ["without", () => flow().without("nothing" as never)],
    ["build", () => (flow() as unknown as Flow).build()],
  ])("%s", (_case, act) => {
    const error = thrown(act);
    expect(error).toBeInstanceOf(InvalidFlowError);
    expect(placeOf(error)).toBe(here);
    expect(String((error as Error).stack)).toContain(
      `InvalidFlowError: ${(error as Error).message}`,
    );
  });

  test.skipIf("Bun" in globalThis)("in the callback, if it's a call there that is wrong", () => {
    const error = thrown(() =>
      flow().document(function lenient(document) {
        return document.minScore(2 as never);
      }),
    );
    expect(String((error as Error).stack)).toMatch(/\n +at lenient |\nlenient@/);
  });

  test("and what a callback throws that isn't an error is thrown as it is", () => {
    const act = () =>
      flow().document(() => {
        throw "no error";
      });
    expect(thrown(act)).toBe("no error");
  });

  test("submit, at once and later", async () => {
    const options = { token: "t", fetch: () => Promise.reject(new TypeError("no")) } as never;
    for (const submitted of [
      flow() as unknown as Flow,
      flow().project("507f1f77bcf86cd799439013"),
    ]) {
      const error = await submitted.submit(options).catch((error: Error) => error);
      expect(error).toBeInstanceOf(Error);
      expect(placeOf(error)).toBe(here);
    }
  });
});
