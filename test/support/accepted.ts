import fc from "fast-check";
import type { Row, ValueRow } from "../../src/model/row.js";

const word = fc.stringMatching(/^[a-z]{1,8}$/);

/** Values that the row accepts. */
export function accepted(row: Row, text = word): fc.Arbitrary<unknown> {
  switch (row.kind) {
    case "flag":
      return fc.boolean();
    case "word":
      return fc.constantFrom(...row.guard.values);
    case "decimal": {
      const { min, max } = row.guard;
      return fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true }));
    }
    case "integer": {
      const { min, max } = row.guard;
      return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
    }
    case "id":
      return fc.stringMatching(/^[0-9a-fA-F]{24}$/);
    case "url":
      return text
        .map((end) => `https://example.com/${end.replace(/\s/g, "")}`)
        .filter((url) => row.guard.problem(url) === undefined);
    case "text":
      return fc
        .oneof(
          text,
          text.map((name) => `${name.replace(/\s/g, "")}@example.com`),
          fc.constantFrom("+1", "+57", "+507"),
        )
        .filter((text) => row.guard.problem(text) === undefined);
    case "texts":
      return fc.array(
        text.filter((item) => row.guard.problem(item) === undefined),
        { maxLength: 4 },
      );
    case "records":
      return fc.array(anyRecord(row.rows, row.required, text), { maxLength: 3 });
    case "record":
    case "section":
    case "group":
      throw new Error(`${row.kind} is no value`);
  }
}

function anyRecord(
  rows: Readonly<Record<string, ValueRow>>,
  required: readonly string[],
  text: fc.Arbitrary<string>,
): fc.Arbitrary<object> {
  const fields = Object.entries(rows).map(([name, row]) => {
    const value = accepted(row, text).map((value) => [[name, value] as const]);
    return required.includes(name) ? value : fc.oneof(value, fc.constant([]));
  });
  return fc.tuple(...fields).map((entries) => Object.fromEntries(entries.flat()));
}
