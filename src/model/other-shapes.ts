import { fieldOf, isJsonObject } from "./json.js";

/** What something is instead of a flow that the tables describe, and where the flow would be. */
export interface OtherShape {
  readonly problem: string;
  readonly expected: string;
}

/** No v2 flow has these, whatever else it has. */
const signsOfV3 = ["target", "documents", "integrations"];
const sectionsOfV3 = ["signUpForm", "liveness"];
const signsOfInvented = ["configuration", "projectId", "securitySettings", "steps"];

/**
 * What else the endpoint of flows may return: lists, envelopes, flows of Verifik's v3, which are in the same
 * collection, and shapes that only its newer pages show. `undefined` for everything else.
 */
export function otherShapeOf(given: object): OtherShape | undefined {
  if (given instanceof Promise) return { problem: "is a promise", expected: "what it resolves to" };
  const data = fieldOf(given, "data");
  if (Array.isArray(data)) {
    return { problem: "holds a list of flows in `data`", expected: "one of those" };
  }
  if (fieldOf(data, "type") !== undefined) {
    return { problem: "holds a flow in `data`", expected: "that flow alone" };
  }
  const isV2 = hasSettings(given);
  const v3 = found(isV2 ? signsOfV3 : [...signsOfV3, ...sectionsOfV3], given);
  if (v3) {
    return { problem: `is a flow of Verifik's v3 API, by its ${v3}`, expected: "a v2 flow" };
  }
  const invented = found(signsOfInvented, given);
  if (isV2 || !invented) return undefined;
  const expected = "a v2 flow, with onboardingSettings or loginSettings";
  return { problem: `has a shape that only Verifik's newer pages show (${invented})`, expected };
}

function found(signs: readonly string[], given: object): string {
  return signs.filter((name) => Object.hasOwn(given, name)).join(", ");
}

function hasSettings(given: object): boolean {
  return ["onboardingSettings", "loginSettings"].some((name) => isJsonObject(fieldOf(given, name)));
}
