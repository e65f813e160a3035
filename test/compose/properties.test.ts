import fc from "fast-check";
import { flow, loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { login } from "../../src/flows/login/table.js";
import { onboarding } from "../../src/flows/onboarding/table.js";
import type { Rows } from "../../src/model/row.js";
import { walk } from "../../src/model/walk.js";
import { accepted } from "../support/accepted.js";

const project = "507f1f77bcf86cd799439013";

/** One call on a flow: a field, or all of a section's or the steps' by one of their fields. */
interface Edit {
  readonly bodyPath: string;
  readonly value: unknown;
  readonly apply: (flow: Chain) => Chain;
}

type Chain = { readonly [method: string]: (argument: unknown) => Chain } & {
  build(): object;
};

/** Each edit that the table allows. */
function edits(rows: Rows): fc.Arbitrary<Edit> {
  const found: fc.Arbitrary<Edit>[] = [];
  walk(rows, ({ path, bodyPath, row }) => {
    if (("rows" in row && row.kind !== "records") || path.includes("[]")) return;
    const [first = "", second] = path.split(".");
    found.push(
      accepted(row).map((value) => ({
        bodyPath,
        value,
        apply: (flow) => {
          if (second === undefined) return call(flow, first, value);
          if (first === "steps") return call(flow, first, { [second]: value });
          return call(flow, first, (section: Chain) => call(section, second, value));
        },
      })),
    );
  });
  return fc.oneof(...found);
}

function call(on: Chain, method: string, argument: unknown): Chain {
  return on[method]?.(argument) ?? expect.fail(`there is no ${method}`);
}

/** The values of a body that are no objects, by their paths. */
function leaves(value: unknown, path = ""): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === "" ? name : `${path}.${name}`),
  );
}

describe.each([
  ["onboarding", onboarding.rows, flow().project(project)],
  ["login", login.rows, loginFlow().project(project)],
])("any calls on a flow of type %s", (type, rows, start) => {
  const empty = start as unknown as Chain;
  const chains = fc.array(edits(rows), { maxLength: 30 });

  test("leave each field with its last value, and no other field", () => {
    fc.assert(
      fc.property(chains, (edits) => {
        const built = edits.reduce((flow, { apply }) => apply(flow), empty).build();
        const last = new Map<string, unknown>([
          ["type", type],
          ["project", project],
        ]);
        for (const { bodyPath, value } of edits) last.set(bodyPath, value);
        expect(Object.fromEntries(leaves(built))).toEqual(Object.fromEntries(last));
      }),
    );
  });

  test("leave every earlier flow as it was", () => {
    fc.assert(
      fc.property(chains, (edits) => {
        const flows = [empty];
        const bodies = [JSON.stringify(empty)];
        for (const { apply } of edits) {
          const next = apply(flows.at(-1) ?? empty);
          flows.push(next);
          bodies.push(JSON.stringify(next));
        }
        expect(flows.map((flow) => JSON.stringify(flow))).toEqual(bodies);
      }),
    );
  });

  test("make the same body in whatever order they come, if each sets a field of its own", () => {
    const distinct = fc.uniqueArray(edits(rows), { selector: ({ bodyPath }) => bodyPath });
    const shuffled = distinct.chain((edits) =>
      fc.tuple(fc.constant(edits), fc.shuffledSubarray(edits, { minLength: edits.length })),
    );
    fc.assert(
      fc.property(shuffled, ([edits, others]) => {
        const [one, other] = [edits, others].map((list) =>
          JSON.stringify(list.reduce((flow, { apply }) => apply(flow), empty)),
        );
        expect(one).toBe(other);
      }),
    );
  });
});
