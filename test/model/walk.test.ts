import { expect, test } from "vitest";
import { login } from "../../src/flows/login/table.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import { flowTypes } from "../../src/flows/types.js";
import type { Row } from "../../src/model/row.js";
import { walk } from "../../src/model/walk.js";

/** What a row accepts, as somebody writes it who has only read the union. */
function bounds(row: Row): string {
  switch (row.kind) {
    case "decimal":
    case "integer":
      return `${row.guard.min} to ${row.guard.max}`;
    case "word":
      return row.guard.values.join(" | ");
    case "records":
      return `at most ${row.most}`;
    case "flag":
    case "text":
    case "texts":
    case "id":
    case "url":
    case "section":
    case "record":
    case "group":
      return row.kind;
  }
}

test("a walk prints every path with its bounds", () => {
  const lines = walk(login.rows, ({ path, row }) => `${path}: ${bounds(row)}`);
  expect(lines).toContain("status: draft | active | paused");
  expect(lines).toContain("whiteList: at most 500");
  const all: string[] = [];
  walk(login.rows, ({ path, row }) => all.push(`${path}: ${bounds(row)}`));
  expect(all).toContain("login.minScore: 0.51 to 0.9");
  expect(all).toContain("whiteList[].email: text");
});

test("a walk visits inner rows first, and hands on what came of them", () => {
  let visits = 0;
  const sizes = walk<number>(onboarding.rows, ({ name, row }, inner) => {
    visits += 1;
    if (name === "onboardingSettings") expect(inner).toHaveLength(7);
    if (!("rows" in row)) expect(inner).toEqual([]);
    return 1 + inner.reduce((sum, size) => sum + size, 0);
  });
  expect(sizes).toHaveLength(Object.keys(onboarding.rows).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(visits);
});

test("a place is named as the builder names it and as the body does", () => {
  const places = new Map<string, string>();
  walk(onboarding.rows, ({ path, bodyPath }) => places.set(path, bodyPath));
  expect(places.get("document.minScore")).toBe("onboardingSettings.document.compareMinScore");
  expect(places.get("hiddenLoginOption")).toBe("onboardingSettings.hiddenLoginOption");
  expect(places.get("security.apiUrl")).toBe("security.apiUrl");
});

test("tables are frozen to their leaves", () => {
  for (const type of flowTypes) {
    for (const part of [type, type.rows, type.required]) expect(Object.isFrozen(part)).toBe(true);
    walk(type.rows, ({ row, bodyPath }) => {
      expect(Object.isFrozen(row), bodyPath).toBe(true);
      if ("rows" in row) expect(Object.isFrozen(row.rows), bodyPath).toBe(true);
      if (Array.isArray(row.stricter)) expect(row.kind, bodyPath).toBe("word");
    });
  }
});

test("a word's ranks have every word once", () => {
  for (const { rows } of flowTypes) {
    walk(rows, ({ row, bodyPath }) => {
      if (row.kind !== "word" || typeof row.stricter === "string") return;
      expect(row.stricter.flat().toSorted(), bodyPath).toEqual(row.guard.values.toSorted());
    });
  }
});

test("tables give each field a place of its own, and each required field its own name", () => {
  const reserved = ["type", "__proto__", "constructor", "then", "toString", "valueOf"];
  for (const { type, rows, required } of flowTypes) {
    for (const places of ["path", "bodyPath"] as const) {
      const seen = new Set<string>();
      walk(rows, (place) => {
        const at = place[places];
        expect(seen, `${type}: two fields at ${at}`).not.toContain(at);
        seen.add(at);
        expect(reserved, `${type}: ${at}`).not.toContain(at);
      });
    }
    for (const name of required)
      expect(rows).toHaveProperty(name, expect.not.objectContaining({ wire: expect.anything() }));
  }
});

test("what a table is made of can't be changed by who reads it", () => {
  for (const { rows } of flowTypes) {
    walk(rows, ({ row, bodyPath }) => {
      if ("guard" in row) expect(Object.isFrozen(row.guard), bodyPath).toBe(true);
      if (typeof row.stricter === "string") return;
      for (const part of [row.stricter, ...row.stricter]) expect(Object.isFrozen(part)).toBe(true);
    });
  }
});
