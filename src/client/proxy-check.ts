type Environment = Readonly<Record<string, string | undefined>>;

interface Surroundings {
  readonly Bun?: unknown;
  readonly Deno?: unknown;
  readonly process?: { readonly env?: Environment; readonly execArgv?: readonly string[] };
}

/**
 * Whether this runtime might send plain http to a proxy, which could read the token, though the host is
 * this machine. Bun and Deno obey the variables always, Node if it's told to.
 */
export function goesToProxy(hostname: string): boolean {
  const { Bun, Deno, process } = globalThis as Surroundings;
  const env = process?.env ?? {};
  const proxies = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
  if (!proxies.some((name) => env[name])) return false;
  const flags = [...(process?.execArgv ?? []), env["NODE_OPTIONS"] ?? ""].join(" ");
  const obeys =
    Bun || Deno || env["NODE_USE_ENV_PROXY"] === "1" || flags.includes("--use-env-proxy");
  return Boolean(obeys) && !isExcepted(hostname, [env["no_proxy"], env["NO_PROXY"]]);
}

/** Runtimes differ in which variable counts, and in what they make of ports and stars: both have to be clear. */
function isExcepted(hostname: string, variables: readonly (string | undefined)[]): boolean {
  const given = variables.filter((variable) => variable !== undefined);
  return given.length > 0 && given.every((variable) => names(variable, hostname));
}

function names(noProxy: string, hostname: string): boolean {
  const hosts = noProxy.split(/[\s,]+/);
  return noProxy === "*" || hosts.some((host) => host === hostname || `[${host}]` === hostname);
}
