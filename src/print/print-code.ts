import { InvalidFlowError, type Issue } from "../check/invalid-flow-error.js";
import type { FlowData } from "../model/flow-data.js";
import { isJsonObject } from "../model/json.js";
import { type Call, type Code, literalOf } from "./code.js";
import { type Held, heldIn } from "./held.js";
import { constantName, isIdentifier } from "./identifier.js";
import { declaration } from "./layout.js";

/** What the code is called, and what it calls. */
export interface Names {
  /** The constant that is declared. */
  readonly name: unknown;
  /** The function that returns an empty flow of the type. */
  readonly builder: string;
}

/** A module that composes the flow. */
export function printCode(flow: FlowData, { name, builder }: Names): string {
  const constant = constantName(name, builder);
  const held = heldIn(flow);
  const issues = held.flatMap(issuesIn);
  if (issues.length > 0) throw new InvalidFlowError(issues);
  const chain = { start: `${builder}()`, calls: held.flatMap(callsOf) };
  return `import { ${builder} } from "verifik-flow";\n\n${declaration(constant, chain)}`;
}

function issuesIn({ issues, inner }: Held): readonly Issue[] {
  return [...issues, ...inner.flatMap(issuesIn)];
}

function callsOf(held: Held): readonly Call[] {
  if (held.row.kind === "group") return held.inner.flatMap(callsOf);
  return [{ method: held.name, argument: argumentOf(held) }];
}

/** Nothing for a flag that is on: a bare call says so. */
function argumentOf({ row, name, value, inner }: Held): Code | undefined {
  switch (row.kind) {
    case "section":
      return { kind: "callback", start: parameterOf(name), calls: inner.flatMap(callsOf) };
    case "record":
      return { kind: "fields", fields: inner.map((field) => [field.name, literalOf(field.value)]) };
    case "records":
      return { kind: "list", items: Array.isArray(value) ? value.map(recordOf) : [] };
    case "flag":
      return value === true ? undefined : literalOf(value);
    case "group":
    case "word":
    case "text":
    case "texts":
    case "decimal":
    case "integer":
    case "id":
    case "url":
      return literalOf(value);
  }
}

function recordOf(record: unknown): Code {
  const fields = isJsonObject(record) ? Object.entries(record) : [];
  return { kind: "fields", fields: fields.map(([name, value]) => [name, literalOf(value)]) };
}

/** The last word of the section's name: `form` of `signUpForm`. */
function parameterOf(name: string): string {
  const last = name.replace(/.*(?=[A-Z])/, "").toLowerCase();
  return isIdentifier(last) ? last : "section";
}
