import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { flow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { root } from "../../measure/folder.js";
import { digestOf, digestsOf } from "../../src/cli/digest.js";
import { planOf } from "../../src/cli/plan/plan.js";
import type { Situation } from "../../src/cli/plan/plan-flows.js";
import { actions } from "../../src/cli/plan/planned-flow.js";
import { planIn } from "../../src/cli/plan/read-plan.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { projects } from "../support/cli-project.js";

const schema = JSON.parse(readFileSync(`${root}/schemas/plan.json`, "utf8"));
const isValid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const ids = ["507f1f77bcf86cd799439011", "507f1f77bcf86cd799439012"] as const;
const body = flow()
  .project(projects.co)
  .redirectUrl("https://example.com/done?key=1")
  .document((document) => document.minScore(0.85).usePassport())
  .whiteList([{ name: "Ana" }])
  .build();
const stored = { _id: ids[0], updatedAt: "2026-01-01T00:00:00.000Z", ...body };
const digests = digestsOf({ type: onboarding, data: { ...stored } });
const locked = { co: { id: ids[0], type: "onboarding", project: projects.co, ...digests } };
const hardened = {
  ...stored,
  webhook: "https://example.com/hook",
  onboardingSettings: { document: { compareMinScore: 0.95 } },
};

/** A server that doesn't show people. */
const { whiteList: _, ...bare } = stored;
const hidden = { co: { ...locked.co, hidden: { whiteList: null } } };

// biome-ignore lint/suspicious/noExplicitAny: a plan is mutated into what is none
type Json = any;

/** A plan as a file has it. */
function planFor(changes: Partial<Situation>): Json {
  const empty = { bodies: { co: body }, locked: {}, stored: [], decisions: {}, prune: false };
  return JSON.parse(JSON.stringify(planOf("staging", "host", { ...empty, ...changes })));
}

const real: Readonly<Record<string, Json>> = {
  create: planFor({}),
  "create beside": planFor({ stored: [stored], decisions: { co: "create" } }),
  change: planFor({ locked, stored: [{ ...stored, updatedAt: null } as never] }),
  "drift that a change undoes": planFor({ locked, stored: [hardened] }),
  adopt: planFor({ stored: [hardened], decisions: { co: { adopt: ids[0] } } }),
  undecided: planFor({ stored: [hardened] }),
  orphaned: planFor({ bodies: {}, locked, stored: [stored] }),
  delete: planFor({ bodies: {}, locked, stored: [stored], prune: true }),
  unchanged: planFor({ locked, stored: [stored] }),
  blocked: planFor({ locked, stored: [{ ...stored, type: "" } as never] }),
  "a hidden field": planFor({ locked: hidden, stored: [bare] }),
  "a change of a hidden field": planFor({
    locked: { co: { ...hidden.co, digest: "0000000000000000" } },
    stored: [bare],
  }),
  "no flows": planFor({ bodies: {} }),
};

/** Signed again, so that only its shape can be wrong. */
function verdicts(plan: Json) {
  const { digest, outcome: _, $schema: __, ...rest } = plan;
  const signed = digest === planDigest ? { ...plan, digest: digestOf(rest) } : plan;
  return { schema: isValid(signed), reader: isRead(JSON.stringify(signed)) };
}

const planDigest = "0123456789abcdef";

function isRead(text: string): boolean {
  try {
    planIn(text, "plan.json");
    return true;
  } catch {
    return false;
  }
}

/** The plan with each of its values replaced, and each of its fields left out. */
function* mutants(plan: Json, at: readonly (string | number)[] = []): Generator<Json> {
  const values = [null, true, -1, 0.5, 7, "", "changes", "0", "1.7", "2.0", [], [{}], {}];
  const here = at.reduce((value, name) => value[name], plan);
  for (const value of values) if (at.length > 0) yield withAt(plan, at, () => value);
  if (typeof here !== "object" || here === null) return;
  for (const name of Object.keys(here)) {
    yield withAt(plan, at, (object) => {
      const { [name]: _, ...others } = object;
      return Array.isArray(object) ? Object.values(others) : others;
    });
    yield* mutants(plan, [...at, Array.isArray(here) ? Number(name) : name]);
  }
}

function withAt(value: Json, at: readonly (string | number)[], to: (old: Json) => Json): Json {
  const [name, ...rest] = at;
  if (name === undefined) return to(value);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[name] = withAt(value[name], rest, to);
  return copy;
}

describe("the JSON Schema of plans", () => {
  test.each(Object.entries(real))("takes a plan with %s, and so does apply", (_what, plan) => {
    expect(isValid(plan), JSON.stringify(isValid.errors)).toBe(true);
    expect(isRead(JSON.stringify(plan))).toBe(true);
  });

  test("knows plans with every action", () => {
    const seen = Object.values(real).flatMap(({ flows }) =>
      flows.map(({ action }: { action: string }) => action),
    );
    expect([...new Set(seen)].toSorted()).toEqual(actions.toSorted());
  });

  test.each(Object.entries(real))("describes every field of a plan with %s", (_what, plan) => {
    const undescribed: string[] = [];
    const compare = (part: Json, value: Json, path: string) => {
      if (Array.isArray(value)) for (const one of value) compare(part.items ?? {}, one, path);
      if (typeof value !== "object" || value === null || Array.isArray(value)) return;
      for (const [name, one] of Object.entries(value)) {
        const property = part.properties?.[name];
        if (!property?.description) undescribed.push(`${path}.${name}`);
        else compare(property, one, `${path}.${name}`);
      }
    };
    compare(schema, plan, "plan");
    expect(undescribed).toEqual([]);
  });

  test.each(Object.entries(real))(
    "says of every mutant of a plan with %s what apply says of it",
    (_what, plan) => {
      const signed = { ...plan, digest: planDigest };
      const found = [...mutants(signed)].map((mutant) => ({ mutant, ...verdicts(mutant) }));
      const differing = found.filter(({ schema, reader }) => schema !== reader);
      expect(differing.map(({ mutant }) => mutant)).toEqual([]);
      expect(found.filter(({ schema }) => !schema).length).toBeGreaterThan(100);
      expect(found.filter(({ schema }) => schema).length).toBeGreaterThan(5);
    },
  );

  test("allows a field that a later minor version adds, and its own address", () => {
    const { digest: _, ...plan } = { ...real["change"], formatVersion: "1.4", advice: ["wait"] };
    const later = { $schema: schema.$id, ...plan, outcome: "changes", digest: planDigest };
    expect(verdicts(later)).toEqual({ schema: true, reader: true });
    const major = { ...later, formatVersion: "2.0" };
    expect(verdicts(major)).toEqual({ schema: false, reader: false });
  });

  test("can't see one thing: that somebody edited a plan", () => {
    const edited = { ...real["change"], host: "elsewhere" };
    expect(isValid(edited)).toBe(true);
    expect(() => planIn(JSON.stringify(edited), "plan.json")).toThrow("was edited");
    const cut = { ...real["change"], flows: [{ name: "co" }] };
    expect(() => planIn(JSON.stringify(cut), "plan.json")).toThrow("flows[0].action is missing");
  });
});
