/** What is read of an error, as text. Whatever else it carries may hold the request. */
export interface Link extends Readonly<Partial<Record<(typeof texts)[number], string>>> {
  readonly error: object;
  /** The port, if it names one. */
  readonly port?: string;
  /** Those of an `AggregateError`: Node tries several addresses of a host at a time. */
  readonly errors: readonly Link[];
}

const texts = ["name", "message", "stack", "code", "syscall", "hostname", "address"] as const;
const longestChain = 5;

/** The error, its cause, the cause of that: runtimes wrap an error in one or two of their own. */
export function chainOf(error: unknown): readonly Link[] {
  const links: Link[] = [];
  let next = error;
  while (links.length < longestChain && isObject(next)) {
    const errors = read(next, "errors");
    links.push({ ...linkOf(next), errors: Array.isArray(errors) ? errors.map(linkOf) : [] });
    next = read(next, "cause");
  }
  return links;
}

function linkOf(error: unknown): Link {
  if (!isObject(error)) return { error: {}, errors: [] };
  const named = texts.map((name) => [name, read(error, name)] as const);
  const port = read(error, "port");
  return {
    error,
    ...Object.fromEntries(named.filter(([, value]) => typeof value === "string")),
    ...(typeof port === "string" || typeof port === "number" ? { port: String(port) } : {}),
    errors: [],
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A property, unless its getter throws. */
function read(error: object, name: string): unknown {
  try {
    return (error as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
