export type JsonObject = Readonly<Record<string, unknown>>;

/** The parsed JSON; `undefined` if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Not a map, a date or a promise, which would pass for an object without fields. */
export function isPlain(given: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The field of an object; `undefined` of anything else. */
export function fieldOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What is at a path of a body: `onboardingSettings.document.compareMinScore`. */
export function valueAt(body: unknown, bodyPath: string): unknown {
  return bodyPath.split(".").reduce(fieldOf, body);
}
