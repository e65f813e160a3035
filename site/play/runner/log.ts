const mostLines = 100;
const mostCharacters = 2000;

/** A console that keeps the first lines of what it's told. */
export function logInto(lines: string[]) {
  const log = (...values: readonly unknown[]) => {
    if (lines.length < mostLines) lines.push(values.map(textOf).join(" ").slice(0, mostCharacters));
    else if (lines.length === mostLines) lines.push("…");
  };
  return { log, info: log, warn: log, error: log, debug: log, table: log };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    return JSON.stringify(value) ?? String(value);
  } catch {
    return `[${typeof value}]`;
  }
}
