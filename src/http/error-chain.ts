const longestChain = 5;

/** The error, its cause, the cause of that: runtimes wrap an error in one or two of their own. */
export function chainOf(error: unknown): readonly object[] {
  const chain: object[] = [];
  let link = error;
  while (chain.length < longestChain && typeof link === "object" && link !== null) {
    chain.push(link);
    link = property(link, "cause");
  }
  return chain;
}

/** Those of an `AggregateError`: Node tries several addresses of a host at a time. */
export function errorsOf(error: object): readonly object[] {
  const errors = property(error, "errors");
  return Array.isArray(errors) ? errors.map(Object) : [];
}

/** A property that is a text or a number, as a text. Whatever else errors carry may hold the request. */
export function textOf(error: object, name: string): string {
  const value = property(error, name);
  return typeof value === "string" || typeof value === "number" ? `${value}` : "";
}

/** A property, unless its getter throws. */
function property(error: object, name: string): unknown {
  try {
    return (error as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
