import type { AnyGuard } from "../check/guard.js";
import type { FlowType } from "../model/flow-type.js";
import type { Row, Rows } from "../model/row.js";
import { type Place, walk } from "../model/walk.js";

/** The versions of JSON Schema that can be made. */
export const targets = {
  "draft-2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
} as const;

export type Target = keyof typeof targets;

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** What each field is, by its path in the body. */
type Descriptions = Readonly<Record<string, string>>;

/**
 * The JSON Schema of the bodies that the tables allow. One thing it can't express: whether a text of a URL's shape
 * is one that a parser takes.
 */
export function jsonSchemaOf(
  types: readonly FlowType[],
  descriptions: Readonly<Record<string, Descriptions>>,
  target: Target,
): JsonSchema {
  const bodies = types.map((type) => bodySchema(type, descriptions[type.type] ?? {}));
  const [only = {}, ...others] = bodies;
  return { $schema: targets[target], ...(others.length === 0 ? only : { anyOf: bodies }) };
}

function bodySchema({ type, rows, required }: FlowType, descriptions: Descriptions): JsonSchema {
  const properties = {
    $schema: { type: "string", description: "Where this schema is, for editors." },
    type: { const: type, description: "The type of the flow." },
    ...propertiesOf(rows, descriptions),
  };
  return { title: `A Verifik ${type} flow`, ...objectSchema(properties, ["type", ...required]) };
}

function propertiesOf(rows: Rows, descriptions: Descriptions): Properties {
  const visit = (place: Place, inner: readonly Property[]): Property => {
    const description = descriptions[place.bodyPath];
    const schema = schemaOf(place.row, Object.fromEntries(inner));
    return [place.wire, description === undefined ? schema : { ...schema, description }];
  };
  return Object.fromEntries(walk(rows, visit));
}

type Property = readonly [wire: string, schema: JsonSchema];
type Properties = Readonly<Record<string, JsonSchema>>;

function schemaOf(row: Row, inner: Properties): JsonSchema {
  switch (row.kind) {
    case "section":
    case "record":
    case "group":
      return objectSchema(inner, []);
    case "records":
      return { type: "array", maxItems: row.most, items: objectSchema(inner, row.required) };
    case "texts":
      return { type: "array", items: textSchema(row.guard) };
    case "flag":
      return { type: "boolean" };
    case "word":
      return { enum: row.guard.values };
    case "decimal":
      return { type: "number", minimum: row.guard.min, maximum: row.guard.max };
    case "integer":
      return { type: "integer", minimum: row.guard.min, maximum: row.guard.max };
    case "id":
    case "url":
    case "text":
      return textSchema(row.guard);
  }
}

function objectSchema(properties: Properties, required: readonly string[]) {
  const needed = required.length === 0 ? {} : { required };
  return { type: "object", properties, ...needed, additionalProperties: false };
}

function textSchema(guard: AnyGuard): JsonSchema {
  if ("pattern" in guard) return { type: "string", pattern: guard.pattern };
  return "blank" in guard ? { type: "string", pattern: "\\S" } : { type: "string" };
}
