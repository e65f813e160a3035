import { fieldOf } from "../model/json.js";
import type { Row, Rows } from "../model/row.js";

/**
 * The texts of a body that may say something of a person or hold a secret: names, addresses, phone
 * numbers, URLs. Ids and words are needed to understand what a server says.
 */
export function privateTexts(rows: Rows, body: unknown): readonly string[] {
  return Object.entries(rows).flatMap(([name, row]) =>
    textsIn(row, fieldOf(body, row.wire ?? name)),
  );
}

function textsIn(row: Row, value: unknown): readonly string[] {
  switch (row.kind) {
    case "section":
    case "record":
    case "group":
      return privateTexts(row.rows, value);
    case "records":
      return Array.isArray(value) ? value.flatMap((item) => privateTexts(row.rows, item)) : [];
    case "text":
    case "texts":
    case "url":
      return [value].flat().filter((text) => typeof text === "string");
    case "flag":
    case "word":
    case "decimal":
    case "integer":
    case "id":
      return [];
  }
}
