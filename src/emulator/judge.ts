import type { Fields, Group, ValueField } from "../fields/field.js";
import { InvalidFlowError } from "../invalid-flow-error.js";
import { bodyFields, requiredFields } from "../table/fields.js";
import { isJsonObject, type JsonObject } from "./json.js";

/** Whether the documentation allows the body of a request to create a flow. */
export function allowsNew(body: unknown): body is JsonObject {
  return (
    allowsChange(body) && ["type", ...Object.keys(requiredFields)].every((name) => name in body)
  );
}

/** Whether the documentation allows what is there. What it does not name, it does not forbid. */
export function allowsChange(body: unknown): body is JsonObject {
  return allows(bodyFields, body) && (body["type"] ?? "onboarding") === "onboarding";
}

function allows(fields: Fields, body: unknown): body is JsonObject {
  if (!isJsonObject(body)) return false;
  return Object.entries(fields).every(([name, field]) => {
    const wire = field.wire ?? name;
    return !Object.hasOwn(body, wire) || allowsValue(field, body[wire]);
  });
}

function allowsValue(field: ValueField<string, unknown> | Group, value: unknown): boolean {
  if ("fields" in field) return allows(field.fields, value);
  try {
    field.read(value, "");
    return true;
  } catch (error) {
    if (error instanceof InvalidFlowError) return false;
    throw error;
  }
}
