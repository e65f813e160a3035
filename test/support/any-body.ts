import fc from "fast-check";
import type { FlowType } from "../../src/model/flow-type.js";
import { isNested, type Row, type Rows } from "../../src/model/row.js";
import { accepted } from "./accepted.js";

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
