import fc from "fast-check";
import { explainFlow, type FlowLike, flow, loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { loginTelling } from "../../src/flows/login/telling.js";
import { onboardingTelling } from "../../src/flows/onboarding/telling.js";
import { flowTypes } from "../../src/flows/types.js";
import type { FlowType } from "../../src/model/flow-type.js";
import { isNested, type ValueRow } from "../../src/model/row.js";
import { walk } from "../../src/model/walk.js";
import { anyBody } from "../support/any-body.js";
import { refusalOf } from "../support/refusal-of.js";

const locales = ["en", "es"] as const;
const id = "507f1f77bcf86cd799439013";

/** Values of the row that an explanation has to tell apart. */
function valuesOf(row: ValueRow): readonly unknown[] {
  switch (row.kind) {
    case "flag":
      return [true, false];
    case "word":
      return row.guard.values;
    case "decimal":
      return [row.guard.min, row.guard.max];
    case "integer":
      return [row.guard.min, row.guard.min + 1];
    case "id":
      return [id, id.replace("5", "6")];
    case "url":
      return ["https://one.example", "https://other.example"];
    case "text":
      return ["ana@example.com", "luis@example.com", "+57", "+1"].filter(
        (text) => row.guard.problem(text) === undefined,
      );
    case "texts":
      return [["One", "Other"], ["One"], []];
    case "records":
      return [[], [{ name: "Ana" }], [{ name: "Ana" }, { name: "Luis" }]];
  }
}

interface Sample {
  readonly type: string;
  readonly path: string;
  readonly row: ValueRow;
  /** A flow with this field alone, for each of its values. */
  readonly bodies: readonly FlowLike[];
}

/** Every field of the table. */
function samplesOf({ type, rows }: FlowType): readonly Sample[] {
  const samples: Sample[] = [];
  walk(rows, ({ path, bodyPath, row }) => {
    if (isNested(row) || path.includes("[]")) return;
    const bodies = valuesOf(row).map((value) => ({ type, ...nested(bodyPath.split("."), value) }));
    samples.push({ type, path, row, bodies });
  });
  return samples;
}

function nested([first = "", ...rest]: readonly string[], value: unknown): object {
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

const samples = flowTypes.flatMap(samplesOf);

const people = [
  { name: "Ana", email: "ana@example.com", project: id },
  { name: "Luis", countryCode: "+57", phone: "3001234567" },
];

describe.each(locales)("in the language %s,", (locale) => {
  const explained = (like: FlowLike) => explainFlow(like, { locale });

  test.each(samples)("$type: $path shows up with each of its values", (sample) => {
    const texts = sample.bodies.map(explained);
    expect(new Set([explained({ type: sample.type }), ...texts]).size).toBe(texts.length + 1);
    if (sample.row.kind === "flag" || sample.row.kind === "word") return;
    for (const [index, value] of valuesOf(sample.row).entries()) {
      const parts = sample.row.kind === "records" ? [(value as []).length] : [value].flat();
      for (const part of parts) expect(texts[index]).toContain(String(part));
    }
  });

  test.each(samples)("$type: $path has sentences of its own, in a chapter", ({ path, bodies }) => {
    for (const text of bodies.map(explained)) {
      expect(text).not.toContain(`\`${path}\``);
      expect(text).not.toContain("{}");
      expect(text.match(/^## .*$/gm)?.[0]).not.toMatch(/Other settings|Otros ajustes/);
    }
  });

  test.each(flowTypes)("a list on a flow of type $type shows up as numbers alone", ({ type }) => {
    const text = explained({ type, whiteList: people } as FlowLike);
    const line = text.split("\n").find((line) => line.endsWith(")"));
    expect(line?.match(/\d+/g)).toEqual(["2", "2", "1", "1", "1", "1"]);
    for (const value of people.flatMap((person) => Object.values(person))) {
      expect(text).not.toContain(value);
    }
    for (const name of Object.keys({ ...people[0], ...people[1] })) {
      expect(text).not.toContain(`\`${name}\``);
    }
  });

  test.each(flowTypes)("no text in a flow of type $type is Markdown or HTML", (type) => {
    fc.assert(
      fc.property(anyBody(type), (body) => {
        for (const line of explained(body).split("\n")) {
          expect(line).toMatch(/^($|#{1,2} |- )/);
          expect(outsideCode(line.replace(/^(#+|-) /, ""))).not.toMatch(/[<>&[\]*_\\`{}|~]/);
          expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        }
      }),
    );
  });
});

/** What is left of a line without its code spans, as CommonMark finds them. */
function outsideCode(line: string): string {
  return line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
}

describe.each([
  ["onboarding", onboardingTelling],
  ["login", loginTelling],
])("the chapters of an explanation of type %s", (name, { chapters, wording }) => {
  test("are about fields of the table, each in one of them", () => {
    const paths = new Set(samples.filter(({ type }) => type === name).map(({ path }) => path));
    const fields = Object.values(chapters).flatMap(({ fields }) => fields);
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fields) {
      expect([...paths].some((path) => path === field || path.startsWith(`${field}.`))).toBe(true);
    }
  });

  test("have titles of their own in each language", () => {
    for (const locale of locales) {
      const titles = Object.values(wording[locale]().chapters);
      expect(new Set(titles).size).toBe(Object.keys(chapters).length);
    }
  });
});

describe("an explanation", () => {
  test("is in English unless you ask for Spanish", () => {
    expect(explainFlow(flow())).toBe("# What an applicant goes through\n");
    expect(explainFlow(flow(), { locale: "en" })).toBe(explainFlow(flow()));
    expect(explainFlow(flow(), { locale: "es" })).toBe("# Qué hace un solicitante, paso a paso\n");
  });

  test("refuses a language that it has no words in", () => {
    const explained = (locale: string) => () => explainFlow(flow(), { locale: locale as "en" });
    expect(refusalOf(explained("fr"))).toBe(
      "'fr' is not a language here: expected 'en' or 'es' (at locale)",
    );
    expect(refusalOf(explained("es-CO"))).toBe(
      "'es-CO' is not a language here (did you mean 'es'?): expected 'en' or 'es' (at locale)",
    );
  });

  test("tells what makes an applicant fail, once", () => {
    const text = explainFlow(
      flow()
        .signUpForm((form) => form.phoneGateway("sms"))
        .liveness((liveness) => liveness.minScore(0.65)),
    );
    expect(text.split("## What makes an applicant fail\n\n")[1]).toBe(
      `- The phone number isn't validated with its code: the sign-up isn't completed.
- The selfie shows a living person with a score of less than 0.65: the registration fails.
`,
    );
    expect(explainFlow(flow().signUpForm((form) => form.phoneGateway("none")))).not.toContain(
      "fail",
    );
  });

  test("counts the stops on the applicant's way", () => {
    const text = explainFlow(
      flow()
        .project(id)
        .steps({ document: "mandatory" })
        .liveness((liveness) => liveness.searchMode("FAST"))
        .document((document) => document.minScore(0.67)),
    );
    expect(text.match(/^##.*$/gm)).toEqual([
      "## The flow",
      "## 1. Instructions",
      "## 2. Document",
      "## 3. Selfie",
      "## 4. Comparison of selfie and document",
      "## What makes an applicant fail",
    ]);
  });

  test("offers to continue without verification only where no step is mandatory", () => {
    const all = { basicInformation: "skip", document: "optional", form: "skip" } as const;
    const explained = (steps: object) => explainFlow(flow().steps(steps));
    expect(explained({ ...all, liveness: "optional" })).toContain("may continue without");
    expect(explained({ ...all, liveness: "mandatory" })).toContain("can't continue without");
    expect(explained(all)).toContain("may be able to continue without");
    expect(explained({ signUpForm: "optional" })).not.toContain("continue without");
    expect(explained({ ...all, document: "skip", liveness: "skip" })).toContain(
      "nobody is verified",
    );
  });

  test("doesn't count a step that is skipped, nor let anybody fail at it", () => {
    const text = explainFlow(
      flow()
        .steps({ document: "skip", liveness: "mandatory" })
        .document((document) => document.minScore(0.67).maxAttempts(5)),
    );
    expect(text).toBe(`# What an applicant goes through

## 1. Instructions

- A step from here on is mandatory: an applicant can't continue without verification.

## Document

- This step isn't part of the flow.
- The applicant has 5 attempts at a document.

## 2. Selfie

- This step is mandatory: an applicant has to complete it to go on.

## Comparison of selfie and document

- The selfie and the face on the document match from a score of 0.67, where 1 is the highest.
- They aren't compared: a document or a selfie isn't part of the flow.
`);
  });

  test("names values that aren't allowed, but none of a person", () => {
    const text = explainFlow({
      _id: id,
      type: "login",
      loginSettings: { livenessMinScore: 85, steps: null, searchMode: "" },
      whiteList: [{ name: "Ana", email: "nobody" }],
      security: "text",
    } as never);
    expect(text).toBe(`# How people log in

## Values that aren't allowed

- \`login.minScore\`: \`85\`
- \`security\`: \`'text'\`
- \`whiteList[0].email\`
`);
  });

  test("has nothing to say of fields that it doesn't know", () => {
    const stored = { type: "login", loginSettings: { allowPasskeys: true }, linkSettings: null };
    expect(explainFlow(stored as FlowLike)).toBe(explainFlow(loginFlow()));
  });
});
