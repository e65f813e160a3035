import { type FlowBody, flow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { choicesOf } from "../../src/cli/choices.js";
import { pulledFrom } from "../../src/cli/commands/pull.js";
import { digestsOf } from "../../src/cli/digest.js";
import { outputOf } from "../../src/cli/output.js";
import { type Consent, needsOf } from "../../src/cli/plan/approval.js";
import { planOf } from "../../src/cli/plan/plan.js";
import { planFlows, type Situation } from "../../src/cli/plan/plan-flows.js";
import { planText } from "../../src/cli/plan/text.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { projects } from "../support/cli-project.js";

const id = "507f1f77bcf86cd799439011";
const other = "507f1f77bcf86cd799439012";
const body = flow()
  .project(projects.co)
  .status("active")
  .document((document) => document.minScore(0.85))
  .build();
const stored = { _id: id, updatedAt: "2026-01-01T00:00:00.000Z", ...body };

function entryOf(data: object) {
  const digests = digestsOf({ type: onboarding, data: { ...data } });
  return { id, type: "onboarding", project: projects.co, ...digests };
}

function situation(changes: Partial<Situation>): Situation {
  return { bodies: { co: body }, locked: {}, stored: [], decisions: {}, prune: false, ...changes };
}

const locked = { co: entryOf(stored) };

describe("what becomes of a flow", () => {
  test.each<[what: string, given: Partial<Situation>, expected: object]>([
    ["create: nowhere stored", {}, { action: "create" }],
    ["create again: in the lock, and gone", { locked }, { action: "create" }],
    [
      "undecided: in the lock, and gone, and another one is alike",
      { locked, stored: [{ ...stored, _id: other }] },
      { action: "adopt", problem: expect.stringContaining(`the lock's flow ${id} is gone`) },
    ],
    [
      "adopt: the lock has it under a name that the code no longer has",
      {
        bodies: { colombia: body },
        locked,
        stored: [stored],
        decisions: { colombia: { adopt: id } },
      },
      { action: "adopt", name: "colombia", id },
    ],
    [
      "change, and drift, as a merge left unknown what was last applied",
      {
        locked: { co: { ...entryOf({}), digest: undefined, sections: {} } as never },
        stored: [{ ...stored, status: "paused" }],
      },
      { action: "change", drift: ["status"] },
    ],
    ["unchanged", { locked, stored: [stored] }, { action: "unchanged", changes: [], drift: [] }],
    [
      "unchanged, though the server writes ids in capitals and fills in blanks",
      {
        locked,
        stored: [{ ...stored, project: projects.co.toUpperCase(), webhook: null } as never],
      },
      { action: "unchanged", drift: [], kept: [] },
    ],
    [
      "undecided: alike, and not in the lock",
      { stored: [stored] },
      { action: "adopt", id, problem: expect.stringContaining(`--adopt co=${id}`) },
    ],
    [
      "undecided: two that are alike",
      { stored: [stored, { ...stored, _id: other }] },
      { action: "adopt", problem: expect.stringContaining(`${id} and ${other} have`) },
    ],
    [
      "adopt: decided",
      { stored: [stored, { ...stored, _id: other }], decisions: { co: { adopt: other } } },
      { action: "adopt", id: other },
    ],
    [
      "create beside: decided, and says beside what",
      { stored: [stored], decisions: { co: "create" } },
      { action: "create", beside: [id] },
    ],
    [
      "a problem: it moved to another project",
      { locked: { co: { ...entryOf(stored), project: projects.mx } }, stored: [stored] },
      { action: "change", problem: expect.stringContaining("can't move") },
    ],
    [
      "a problem: it's stored in the shape of v3",
      { locked, stored: [{ ...stored, documents: { compareMinScore: 0.9 } } as never] },
      { action: "blocked", problem: expect.stringContaining("v3 API, by its documents") },
    ],
    [
      "a problem: nobody says of what type it is",
      { locked, stored: [{ ...stored, type: "" } as never] },
      { action: "blocked", problem: expect.stringContaining("the type ''") },
    ],
    [
      "orphaned: not in the code",
      { bodies: {}, locked, stored: [stored] },
      { action: "orphaned", id },
    ],
    [
      "delete: not in the code, and pruned",
      { bodies: {}, locked, stored: [stored], prune: true },
      { action: "delete", id },
    ],
    [
      "a problem: it would delete what isn't the flow of the lock",
      { bodies: {}, locked, stored: [{ ...stored, project: projects.mx }], prune: true },
      { action: "blocked", problem: expect.stringContaining("or remove co from the lock") },
    ],
    [
      "orphaned: not in the code, and another flow by now",
      { bodies: {}, locked, stored: [{ ...stored, project: projects.mx }] },
      { action: "orphaned", id },
    ],
    [
      "a problem: the server shows a reference in place of a section",
      { locked, stored: [{ ...stored, onboardingSettings: { document: other } } as never] },
      { action: "blocked", problem: expect.stringContaining("the fields of document:") },
    ],
    [
      "create: what is alike has no id that could be adopted",
      { stored: [{ ...stored, _id: "x\n::error::no id" }] },
      { action: "create" },
    ],
  ])("%s", (_what, given, expected) => {
    const plans = planFlows(situation(given));
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject(expected);
    expect(plans[0]?.problem !== undefined).toBe("problem" in expected);
  });

  test("runs from what is stored to what the code says: undoing a hardening loosens", () => {
    const hardened = { ...stored, onboardingSettings: { document: { compareMinScore: 0.95 } } };
    expect(planFlows(situation({ locked, stored: [hardened] }))).toMatchObject([
      {
        action: "change",
        drift: ["onboardingSettings"],
        changes: [{ path: "document.minScore", before: 0.95, after: 0.85, effect: "loosens" }],
      },
    ]);
  });

  test("isn't drift after a merge that left the digest unknown", () => {
    const { digest: _, ...unknown } = entryOf({ ...stored, status: "draft" });
    const [planned] = planFlows(situation({ locked: { co: unknown }, stored: [stored] }));
    expect(planned?.drift).toEqual([]);
  });
});

describe("a digest", () => {
  const digestOf = (data: object) => digestsOf({ type: onboarding, data: { ...data } });

  test("is the same whatever the order of the fields, and another for another value", () => {
    const reversed = Object.fromEntries(Object.entries(stored).reverse());
    expect(digestOf(reversed)).toEqual(digestOf(stored));
    expect(digestOf({ ...stored, status: "paused" }).digest).not.toBe(digestOf(stored).digest);
  });

  test("names the sections that differ, and gives none for people", () => {
    const people = { ...stored, whiteList: [{ name: "Ana" }] };
    expect(Object.keys(digestOf(people).sections)).not.toContain("whiteList");
    expect(digestOf(people).digest).not.toBe(digestOf(stored).digest);
    expect(digestOf(people).sections).toEqual(digestOf(stored).sections);
  });
});

describe("a plan", () => {
  const secret: FlowBody = flow()
    .project(projects.co)
    .redirectUrl("https://example.com/done?key=s3cret")
    .security((security) =>
      security.source("API").apiUrl("https://example.com/list").apiTestValue("ana@example.com"),
    )
    .whiteList([{ name: "Ana Gómez", email: "ana@example.com" }])
    .build();

  test("holds no people, no texts and no queries of URLs, and tells lists apart", () => {
    const plan = (planned: FlowBody) =>
      JSON.stringify(planOf("staging", "api.verifik.co", situation({ bodies: { co: planned } })));
    for (const word of ["Ana", "ana@", "s3cret"]) expect(plan(secret)).not.toContain(word);
    expect(plan(secret)).toContain("https://example.com/done (");
    expect(plan(secret)).toContain('"a list of 1 (');
    const more = { ...secret, whiteList: [{ name: "Eva" }] } as FlowBody;
    const listed = (text: string) => /a list of 1 \((\w+)/.exec(text)?.[1];
    expect(listed(plan(more))).not.toBe(listed(plan(secret)));
  });

  test("holds nothing of what a server keeps in place of a word, an id or a URL", () => {
    const odd = {
      ...stored,
      status: { email: "ana@example.com" },
      webhook: "ana@example.com?key=s3cret",
      redirectUrl: "mailto:ana@example.com",
    };
    const code = flow()
      .project(projects.co)
      .status("active")
      .webhook(other)
      .redirectUrl("https://example.com/done")
      .build();
    const given = situation({ bodies: { co: code }, locked, stored: [odd as never] });
    const text = JSON.stringify(planOf("staging", "host", given));
    for (const word of ["ana@", "s3cret"]) expect(text).not.toContain(word);
    expect(text).toContain('"before":"an object"');
    expect(text).toContain('"before":"not an id"');
    expect(text).toContain(`"after":"${other}"`);
  });

  const noConsent: Consent = {
    yes: false,
    approve: undefined,
    prune: false,
    overwriteDrift: false,
  };
  const hardened = { ...stored, onboardingSettings: { document: { compareMinScore: 0.95 } } };
  const plan = planOf("staging", "host", situation({ locked, stored: [hardened] }));
  test.each<[what: string, consent: Partial<Consent>, kinds: readonly string[]]>([
    ["nothing", {}, ["yes", "loosens", "drift"]],
    ["--yes", { yes: true }, ["loosens", "drift"]],
    ["another digest", { yes: true, approve: "00" }, ["loosens", "drift"]],
    ["its digest", { approve: plan.digest }, ["drift"]],
    ["its digest and --overwrite-drift", { approve: plan.digest, overwriteDrift: true }, []],
    ["all but its digest", { yes: true, prune: true, overwriteDrift: true }, ["loosens"]],
  ])("that loosens what was hardened lacks, with %s: %s", (_what, consent, kinds) => {
    expect(needsOf(plan, { ...noConsent, ...consent }).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("that deletes what somebody changed since lacks consent to that too", () => {
    const given = { bodies: {}, locked, stored: [{ ...stored, status: "paused" }], prune: true };
    const pruning = planOf("staging", "host", situation(given as never));
    const kinds = (consent: Partial<Consent>) =>
      needsOf(pruning, { ...noConsent, yes: true, ...consent }).map(({ kind }) => kind);
    expect(kinds({})).toEqual(["drift", "delete"]);
    expect(kinds({ prune: true, overwriteDrift: true })).toEqual([]);
  });

  test("shows what the server stores on one line, and hides nothing behind it", () => {
    const lines = (status: string) => {
      const given = situation({ locked, stored: [{ ...stored, status } as never] });
      return planText(planOf("staging", "host", given), (_style, text) => text);
    };
    expect(lines("paused")).toContain("status  paused -> active");
    expect(lines("paused\n::error::x")).toContain('status  "paused\\n::error::x" -> active');
  });
});

test.each([
  [["co=1", "mx=1"], [], "have 1 twice"],
  [["co=1"], ["co"], "have co twice"],
  [["pe=1"], [], "did you mean"],
])("--adopt %o and --create %o don't go together", (adopt, create, reason) => {
  expect(() => choicesOf({ adopt, create }, ["co", "mx", "per"])).toThrow(reason);
  expect(choicesOf({ adopt: ["co=1", "mx=2"] }, ["co", "mx"]).decisions).toEqual({
    co: { adopt: "1" },
    mx: { adopt: "2" },
  });
});

test("a terminal is sent no commands but styles", () => {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) > 0, isTTY: true };
  const output = outputOf({ stdout: stream, stderr: stream, env: { FORCE_COLOR: "1" } }, false);
  output.say(`${output.paint("red", "loosens")}\n\u001b[1A\u001b[8mhidden\u202e\u009b2K`);
  expect(written).toEqual([
    "\u001b[31mloosens\u001b[39m\n\\u001b[1A\\u001b[8mhidden\\u202e\\u009b2K\n",
  ]);
});

test("what is pulled has a name of its own, and says what nothing else says", () => {
  const flows = [
    stored,
    { ...stored, _id: other },
    { ...stored, _id: `${id.slice(0, 5)}8${id.slice(6)}`, status: "draft" },
  ];
  const { pulled, skipped } = pulledFrom(
    [...flows, { ...stored, _id: "../../x" }] as never,
    {},
    "f",
  );
  expect(pulled.map(({ name }) => name)).toEqual([
    `onboarding-${id}`,
    `onboarding-${id.slice(0, 5)}8${id.slice(6)}`,
  ]);
  expect(skipped).toEqual([
    { id: other, reason: `it says the same as ${id}: delete one of them` },
    { id: "../../x", reason: "its id isn't one of Verifik's" },
  ]);
});
