export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Both objects' fields, the second's where they differ; nested objects likewise. */
export function merge(before: JsonObject, change: JsonObject): JsonObject {
  const merged = Object.entries(change).map(([name, value]) => {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    return [name, isJsonObject(old) && isJsonObject(value) ? merge(old, value) : value];
  });
  return { ...before, ...Object.fromEntries(merged) };
}
