/** How a sentence names a value: as it is written in code, objects by their sort. */
export type Show<Value> = Value extends string
  ? `'${Value}'`
  : Value extends bigint
    ? `${Value}n`
    : Value extends number | boolean | null | undefined
      ? `${Value}`
      : Value extends symbol
        ? "a symbol"
        : Value extends readonly unknown[]
          ? "an array"
          : Value extends (...args: never[]) => unknown
            ? "a function"
            : "an object";

/** Long enough for an id or a URL's host; what is longer is not for a log. */
const longest = 60;

/** {@link Show} at run time. A long text is cut, so that an error never carries a whole document. */
export function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > longest ? `'${value.slice(0, longest)}…'` : `'${value}'`;
    case "bigint":
      return `${value}n`;
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? "an array" : "an object";
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}
