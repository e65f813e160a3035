import fc from "fast-check";
import { type Change, compareFlows, type Effect, type FlowLike, ObjectId } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { flowTypes } from "../../src/flows/types.js";
import type { FlowType } from "../../src/model/flow-type.js";
import { isNested, type Row, type Rows } from "../../src/model/row.js";
import { isBlank } from "../../src/model/stored-value.js";
import { accepted } from "../support/accepted.js";
import { bodyFields, fieldAt, withField } from "../support/body-fields.js";

type AnyJson = { readonly type: string };

const blank = fc.constantFrom(null, "", []);
const populated = fc.stringMatching(/^[0-9a-fA-F]{24}$/).map((_id) => ({ _id, name: "Ana" }));
const oddities = fc.oneof(
  fc.anything(),
  blank,
  populated,
  fc.constantFrom("0.85", 85, "archived", "true", true, 0),
);

/** Any bodies of the type, with some of its fields; `held` says what they hold. */
function objects(
  rows: Rows,
  held: (row: Row) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(rows).map(([name, row]) => [row.wire ?? name, held(row)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

/** Bodies that the table allows. */
function allowed({ type, rows }: FlowType): fc.Arbitrary<AnyJson> {
  const held = (row: Row): fc.Arbitrary<unknown> =>
    isNested(row) ? objects(row.rows, held) : accepted(row);
  return objects(rows, held).map((body) => ({ ...body, type }));
}

/** What a server may hold: old values, wrong ones, cleared ones, and fields of its own. */
function stored({ type, rows }: FlowType): fc.Arbitrary<AnyJson> {
  const held = (row: Row): fc.Arbitrary<unknown> => {
    if (isNested(row)) return fc.oneof({ weight: 6, arbitrary: objects(row.rows, held) }, oddities);
    const list = fc.array(fc.oneof(oddities, accepted(row)), { maxLength: 3 });
    return fc.oneof({ weight: 4, arbitrary: accepted(row) }, blank, populated, oddities, list);
  };
  const server = { _id: "507f1f77bcf86cd799439011", __v: 0, updatedAt: "2025-01-01" };
  return objects(rows, held).map((body) => ({ ...server, ...body, type }));
}

/** Two that share most of their fields, so that changes are few, and two that needn't. */
function pairs(arbitrary: fc.Arbitrary<AnyJson>, { rows }: FlowType) {
  const paths = bodyFields(rows).map(({ bodyPath }) => bodyPath);
  const alike = fc
    .tuple(arbitrary, arbitrary, fc.subarray(paths))
    .map(([one, other, taken]) => [
      one,
      taken.reduce<unknown>((json, path) => withField(json, path, fieldAt(other, path)), one),
    ]);
  return fc.oneof(fc.tuple(arbitrary, arbitrary), alike) as fc.Arbitrary<[AnyJson, AnyJson]>;
}

function applied(before: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((json, { bodyPath, after }) => withField(json, bodyPath, after), before);
}

/** What the body has in the fields of the table, blank ones left out, and ids in one case: they mean the same. */
function contents(body: unknown, { rows }: FlowType): object {
  const fields = bodyFields(rows).map(
    ({ bodyPath }) => [bodyPath, fieldAt(body, bodyPath)] as const,
  );
  const found = Object.fromEntries(fields.filter(([, value]) => !isBlank(value)));
  return JSON.parse(JSON.stringify(found), (_, value) =>
    ObjectId.is(value) ? value.toLowerCase() : value,
  );
}

const opposites: Readonly<Record<Effect, Effect>> = {
  tightens: "loosens",
  loosens: "tightens",
  neutral: "neutral",
  unclear: "unclear",
};

const kinds = flowTypes.flatMap((type: FlowType) => [
  { what: `${type.type} bodies`, type, arbitrary: allowed(type) },
  { what: `stored ${type.type} flows`, type, arbitrary: stored(type) },
]);

describe.each(kinds)("any two $what", ({ type, arbitrary }) => {
  const two = pairs(arbitrary, type);

  test("differ in nothing from themselves, or from a copy", () => {
    fc.assert(
      fc.property(arbitrary, (flow) => {
        expect(compareFlows(flow, flow)).toEqual([]);
        expect(compareFlows(flow, structuredClone(flow))).toEqual([]);
      }),
    );
  });

  test("have the opposite changes when they are swapped", () => {
    fc.assert(
      fc.property(two, ([one, other]) => {
        const swapped = compareFlows(one, other).map(({ before, after, effect, ...place }) => ({
          ...place,
          before: after,
          after: before,
          effect: opposites[effect],
        }));
        expect(compareFlows(other, one)).toEqual(swapped);
      }),
    );
  });

  test("differ in nothing any more once the changes are applied", () => {
    fc.assert(
      fc.property(two, ([one, other]) => {
        const changed = applied(one, compareFlows(one, other));
        expect(compareFlows(changed as FlowLike, other)).toEqual([]);
      }),
    );
  });

  test("change in the table's order, once for each field, and never into the same", () => {
    const order = bodyFields(type.rows).map(({ bodyPath }) => bodyPath);
    fc.assert(
      fc.property(two, ([one, other]) => {
        const places = compareFlows(one, other).map((change) => {
          expect(Object.is(change.before, change.after)).toBe(false);
          return order.indexOf(change.bodyPath);
        });
        expect(places).toEqual([...new Set(places)].toSorted((first, second) => first - second));
        expect(places).not.toContain(-1);
      }),
    );
  });
});

describe.each(flowTypes.map((type: FlowType) => ({ type, name: type.type })))(
  "the changes between $name bodies",
  ({ type }) => {
    test("turn the one into the other, in every field of the table", () => {
      fc.assert(
        fc.property(pairs(allowed(type), type), ([one, other]) => {
          const changed = applied(one, compareFlows(one, other));
          expect(contents(changed, type)).toEqual(contents(other, type));
        }),
      );
    });
  },
);
