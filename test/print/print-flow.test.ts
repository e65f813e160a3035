import { readFile } from "node:fs/promises";
import * as main from "verifik-flow";
import { type FlowLike, flow, loginFlow, printFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { flowTypes } from "../../src/flows/types.js";
import { ownType } from "../../src/model/flow-type.js";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";
const sample = async (name: string) => JSON.parse(await readFile(`test/fixtures/${name}`, "utf8"));

/** The calls of a printed flow, without what is the same in each. */
function callsOf(like: FlowLike): string {
  return printFlow(like).replace(/^import .*\n\nexport const \w+ = \w+\(\)\s*/, "");
}

describe("a printed flow", () => {
  test("imports what it calls", () => {
    expect(printFlow(flow().status("draft"))).toBe(
      'import { flow } from "verifik-flow";\n\nexport const onboarding = flow().status("draft");\n',
    );
    expect(printFlow(loginFlow())).toBe(
      'import { loginFlow } from "verifik-flow";\n\nexport const login = loginFlow();\n',
    );
  });

  test.each(flowTypes)("of type $type calls a function of the package", ({ type }) => {
    const [, builder = ""] = /^import \{ (\w+) \}/.exec(printFlow({ type })) ?? [];
    const empty = (main as unknown as Record<string, () => { [ownType]: object }>)[builder]?.();
    expect(empty?.[ownType]).toMatchObject({ type });
  });

  test("says what a person would", () => {
    const onboarding = flow()
      .hiddenLoginOption()
      .requiresSignature(false)
      .steps({ document: "mandatory" })
      .signUpForm((form) => form.email())
      .basicInformation((information) => information.age(false))
      .whiteList([{ name: "Ana", email: "ana@example.com" }, { name: "Luis" }]);
    expect(callsOf(onboarding)).toBe(`.hiddenLoginOption()
  .requiresSignature(false)
  .steps({ document: "mandatory" })
  .signUpForm((form) => form.email())
  .basicInformation((information) => information.age(false))
  .whiteList([{ name: "Ana", email: "ana@example.com" }, { name: "Luis" }]);
`);
  });

  test("is the same from a flow, its body and its JSON", async () => {
    const body = await sample("smart-enroll-request.json");
    const composed = flow().project(project).status("active");
    expect(printFlow(JSON.parse(JSON.stringify(composed)))).toBe(printFlow(composed));
    expect(printFlow(composed.build())).toBe(printFlow(composed));
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    expect(printFlow(reordered as never)).toBe(printFlow(body));
  });

  test("keeps an empty list that somebody set, and leaves out one that is stored", () => {
    const settings = { signUpForm: { extraFields: [] } };
    const body = { type: "onboarding", whiteList: [], onboardingSettings: settings };
    expect(callsOf(body)).toBe(`.signUpForm((form) => form.extraFields([]))
  .whiteList([]);
`);
    expect(callsOf({ ...body, _id: project })).toBe(";\n");
  });
});

describe("a stored flow", () => {
  test("is printed without what the server added or nobody set", async () => {
    const stored = await sample("smart-enroll-response.json");
    const code = printFlow(stored);
    for (const name of ["_id", "client", "createdAt", "redirectUrl", "extraFields", "idPrompt"]) {
      expect(JSON.stringify(stored)).toContain(name === "idPrompt" ? "document" : name);
      expect(code).not.toContain(name);
    }
    expect(code).toContain('.project("507f1f77bcf86cd799439013")');
  });

  test("is printed with the ids of populated objects, as they are stored", () => {
    const stored = { _id: "1", type: "login", project: { _id: project.toUpperCase(), name: "x" } };
    const people = [
      { _id: "2", name: "Ana", email: "", checked: false, project: { _id: project } },
    ];
    expect(callsOf({ ...stored, whiteList: people } as never)).toBe(
      `.project("507F1F77BCF86CD799439013")
  .whiteList([{ name: "Ana", project: "507f1f77bcf86cd799439013" }]);
`,
    );
  });

  test("with values that aren't allowed is refused with all of them", () => {
    const stored = {
      type: "login",
      _id: "1",
      status: "archived",
      loginSettings: { livenessMinScore: 85, email: "yes", searchMinScore: 0.7, steps: ["", 1] },
      security: "none",
      whiteList: [{ email: "ana@example.com" }, null],
    };
    expect(refusalOf(() => printFlow(stored as never))).toBe(
      `'archived' is not allowed: expected 'draft', 'active' or 'paused' (at status)
'yes' is not a boolean: expected true or false (at login.email)
85 is out of range: expected 0.51 to 0.9 (at login.minScore)
'' is empty: expected the name of a step (at login.steps[0])
1 is not a string: expected the name of a step (at login.steps[1])
'none' is not an object: expected an object (at security)
a record needs its name: expected the name of a person (at whiteList[0].name)
null is not an object: expected a record (at whiteList[1])`,
    );
  });
});

describe("the name of the constant", () => {
  const named = (name: unknown) => () => printFlow(flow(), { name: name as string });

  test.each(["access", "$", "_1", "onboardingCO", "größe", "async", "of", "type", "loginFlow"])(
    "may be %s",
    (name) => {
      expect(named(name)()).toContain(`export const ${name} = flow();`);
    },
  );

  test.each(["", "1a", "a-b", "a b", "a;b", "await", "class", "enum", "let", "null", "undefined"])(
    "can't be %j",
    (name) => {
      expect(refusalOf(named(name))).toBe(
        `'${name}' is not an identifier: expected the name of a constant (at name)`,
      );
    },
  );

  test("can't be that of the function it calls, nor anything but a text", () => {
    expect(refusalOf(named("flow"))).toBe(
      "'flow' is the name of what is imported: expected the name of a constant (at name)",
    );
    expect(refusalOf(named(7))).toContain("7 is not an identifier");
  });
});

describe("a text is printed so that a reader sees all of it", () => {
  test.each([
    ["plain", '"plain"'],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`"it's" "so"`, `'"it\\'s" "so"'`],
    ["back\\slash", '"back\\\\slash"'],
    ['\\"', `'\\\\"'`],
    ["</script>", '"</script>"'],
    ["$" + "{x} `y`", '"$' + '{x} `y`"'],
    ["line\nbreak", '"line\\nbreak"'],
    ["\u2028\u202e", '"\\u2028\\u202e"'],
    ["\ud800", '"\\ud800"'],
    ["ñandú 日本 🙂", '"ñandú 日本 🙂"'],
  ])("%j as %s", (text, printed) => {
    const body = { type: "onboarding", security: { apiTestValue: text } };
    expect(callsOf(body)).toBe(`.security((security) => security.apiTestValue(${printed}));\n`);
  });
});
