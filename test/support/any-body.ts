import fc from "fast-check";
import type { FlowType } from "../../src/model/flow-type.js";
import { isNested, type Row, type Rows, type ValueRow } from "../../src/model/row.js";

/** Texts of plain words. */
export const plainText = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 '"_-]{0,30}$/);

/** Texts that break out of what they are put into without care. */
const nastyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "</script><script>alert(1)</script>",
    '"; throw new Error("no"); //',
    "'\"`",
    "\\",
    "\\\" '\\\\'",
    "$" + "{1 + 1}",
    "`$" + "{x}` ``` ``",
    "line\nbreak\r\nand\u2028more\u2029",
    "\u0000\u001b[31m\u202etxt.exe\ud800\udfff\ud800",
    "*/ // <!-- --> ]]> %% ---",
    "[link](javascript:alert(1)) ![x](x) <b>**bold**</b> &lt;",
    '"]; end; A --> B; click A "javascript:alert(1)"',
    "#quot; #35; &amp; {a} [b] (c) |d| <br/> end subgraph",
    "__proto__",
  ),
);

/** Bodies of flows of the type: any fields, with values that the table allows. */
export function anyBody(
  { type, rows }: FlowType,
  text = nastyText,
): fc.Arbitrary<Readonly<Record<string, unknown>> & { readonly type: string }> {
  return anyPart(rows, text).map((part) => ({ type, ...part }));
}

function anyPart(rows: Rows, text: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const fields = Object.entries(rows).map(([name, row]) =>
    fc.option(anyValue(row, text)).map((value) => {
      const unset = value === null || (isNested(row) && Object.keys(value as object).length === 0);
      return unset ? [] : [[row.wire ?? name, value] as const];
    }),
  );
  return fc.tuple(...fields).map((entries) => Object.fromEntries(entries.flat()));
}

function anyValue(row: Row, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return isNested(row) ? anyPart(row.rows, text) : accepted(row, text);
}

/** Values that the row accepts. */
function accepted(row: ValueRow, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
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
