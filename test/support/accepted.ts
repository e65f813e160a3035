import fc from "fast-check";
import type { Row } from "../../src/model/row.js";

const word = fc.stringMatching(/^[a-z]{1,8}$/);

/** Values that the row accepts. */
export function accepted(row: Row): fc.Arbitrary<unknown> {
  switch (row.kind) {
    case "flag":
      return fc.boolean();
    case "word":
      return fc.constantFrom(...row.guard.values);
    case "decimal":
      return fc.double({ min: row.guard.min, max: row.guard.max, noNaN: true });
    case "integer":
      return fc.integer({ min: row.guard.min, max: Math.min(row.guard.max, 1_000) });
    case "id":
      return fc.stringMatching(/^[0-9a-f]{24}$/);
    case "url":
      return word.map((host) => `https://${host}.example`);
    case "text":
      return fc
        .oneof(
          word.map((name) => `${name}@example.com`),
          fc.constantFrom("+1", "+57", "+507"),
          word,
        )
        .filter((text) => row.guard.problem(text) === undefined);
    case "texts":
      return fc.array(word, { maxLength: 3 });
    case "records":
      return fc.array(
        fc.record(
          Object.fromEntries(
            Object.entries(row.rows).map(([name, inner]) => [name, accepted(inner)]),
          ),
          { requiredKeys: [...row.required] },
        ),
        { maxLength: 3 },
      );
    case "record":
    case "section":
    case "group":
      throw new Error(`${row.kind} is no value`);
  }
}
