// @vitest-environment happy-dom
import fc from "fast-check";
import mermaid from "mermaid";
import { type FlowLike, flow, flowDiagram, loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { flowTypes } from "../../src/flows/types.js";
import { anyBody } from "../support/any-body.js";

interface Chart {
  getVertices(): ReadonlyMap<string, { readonly text: string }>;
  getEdges(): readonly { readonly start: string; readonly end: string; readonly stroke: string }[];
}

/** What Mermaid's own parser reads. */
async function parsed(like: FlowLike) {
  const chart = flowDiagram(like);
  await mermaid.parse(chart);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
  const { getVertices, getEdges } = db as unknown as Chart;
  const vertices = [...getVertices.call(db)].map(([id, { text }]) => [name(id), text] as const);
  const edges = getEdges.call(db).map(({ start, end, stroke }) => {
    return `${name(start)} ${stroke === "dotted" ? "-.->" : "-->"} ${name(end)}`;
  });
  return { texts: new Map(vertices), names: vertices.map(([id]) => id), edges };
}

function name(id: string): string {
  return id.replace(/_stop$/, "");
}

/** Mermaid keeps the codes of characters like this until it draws. */
function decoded(text: string | undefined): string | undefined {
  return text?.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));
}

const steps = { signUpForm: "mandatory", document: "optional", liveness: "optional" } as const;

describe("the chart of an onboarding flow", () => {
  test("has the steps in the applicant's order, and dashes past those that are optional", async () => {
    const onboarding = flow()
      .steps({ ...steps, basicInformation: "skip", form: "skip" })
      .signUpForm((form) => form.emailGateway("mailgun").phoneGateway("none"));
    expect((await parsed(onboarding)).edges).toEqual([
      "signUpForm --> emailCode",
      "emailCode --> instructions",
      "instructions --> document",
      "document --> liveness",
      "liveness --> comparison",
      "comparison --> end",
      "document -.-> liveness",
      "liveness -.-> end",
      "instructions -.-> withoutKyc",
    ]);
  });

  test("lets nobody continue without KYC if a step is mandatory, or may be", async () => {
    const all = { basicInformation: "optional", document: "optional", form: "skip" } as const;
    const offered = flow().steps({ ...all, liveness: "optional" });
    const mandatory = flow().steps({ ...all, liveness: "mandatory" });
    expect((await parsed(offered)).names).toContain("withoutKyc");
    expect((await parsed(mandatory)).names).not.toContain("withoutKyc");
    expect((await parsed(flow().steps(all))).names).not.toContain("withoutKyc");
  });

  test("compares faces only if there are both", async () => {
    const both = flow().steps({ document: "mandatory", liveness: "mandatory" });
    expect((await parsed(both)).names).toContain("comparison");
    expect((await parsed(both.steps({ liveness: "skip" }))).names).not.toContain("comparison");
    expect((await parsed(both.steps({ document: "skip" }))).names).not.toContain("comparison");
  });

  test("has a step that isn't set if something else is set of it", async () => {
    const onboarding = flow().document((document) => document.usePassport());
    expect((await parsed(onboarding)).names).toEqual(["instructions", "document", "end"]);
  });

  test("ends after the sign-up if nothing else follows", async () => {
    const onboarding = flow().steps({ signUpForm: "mandatory", document: "skip" });
    expect((await parsed(onboarding)).edges).toEqual(["signUpForm --> end"]);
  });
});

describe("the chart of a login flow", () => {
  test("has the methods that are offered side by side", async () => {
    const access = loginFlow().login((login) => login.email().phone(false).faceLiveness());
    expect((await parsed(access)).edges).toEqual([
      "start --> emailCode",
      "emailCode --> end",
      "start --> selfie",
      "selfie --> end",
    ]);
  });

  test("lets through only those on the list if there is one", async () => {
    const access = loginFlow().login((login) => login.phone());
    const listed = access.security((security) => security.strategy("whitelist"));
    expect((await parsed(listed)).edges).toEqual([
      "start --> phoneCode",
      "phoneCode --> people",
      "people --> end",
    ]);
    const open = access.security((security) => security.strategy("none"));
    expect((await parsed(open)).names).not.toContain("people");
  });

  test("says that no method is offered", async () => {
    expect((await parsed(loginFlow())).texts.get("start")).toBe("Login without a method");
  });
});

describe.each(flowTypes)("the chart of any flow of type $type", (type) => {
  test("is the same to Mermaid, whatever the texts in it say", async () => {
    await fc.assert(
      fc.asyncProperty(anyBody(type), async (body) => {
        const plain = { ...body, redirectUrl: "https://example.com" };
        const { edges, names, texts } = await parsed(body);
        const { edges: plainEdges, names: plainNames } = await parsed(plain);
        expect([names, edges]).toEqual([plainNames, plainEdges]);
        if (!("redirectUrl" in body)) return;
        const shown = String(body["redirectUrl"]).replace(/[\p{C}\p{Z}]+/gu, " ");
        expect(decoded(texts.get("end"))?.trim()).toBe(`leads to ${shown}`.trim());
      }),
      { numRuns: 150 },
    );
  });
});

test("the chart of a stored flow that holds anything is still a chart", async () => {
  const odd = [null, "", "text", 7, true, [], [null], {}, { steps: null }, { document: 1 }];
  for (const value of odd) {
    const settings = { steps: value, signUpForm: value, document: value };
    for (const onboardingSettings of [value, settings]) {
      const stored = { _id: "1", redirectUrl: value, security: value, loginSettings: value };
      for (const { type } of flowTypes) {
        const { names } = await parsed({ ...stored, type, onboardingSettings } as never);
        expect(names.length).toBeGreaterThan(0);
      }
    }
  }
});
