type Environment = Readonly<Record<string, string | undefined>>;

interface Surroundings {
  readonly Bun?: unknown;
  readonly Deno?: unknown;
  readonly process?: { readonly env?: Environment; readonly execArgv?: readonly string[] };
}

/**
 * Whether this runtime would send plain http to a proxy, which could read the token, though the host is
 * this machine. Bun and Deno obey `HTTP_PROXY` always, Node if it's told to.
 */
export function goesToProxy(hostname: string): boolean {
  const { Bun, Deno, process } = globalThis as Surroundings;
  const env = process?.env ?? {};
  const proxy = env["http_proxy"] || env["HTTP_PROXY"];
  if (!proxy) return false;
  const flags = [...(process?.execArgv ?? []), env["NODE_OPTIONS"] ?? ""].join(" ");
  const obeys =
    Bun || Deno || env["NODE_USE_ENV_PROXY"] === "1" || flags.includes("--use-env-proxy");
  return Boolean(obeys) && !isExcepted(hostname, env["no_proxy"] || env["NO_PROXY"] || "");
}

function isExcepted(hostname: string, noProxy: string): boolean {
  const hosts = noProxy.split(/[\s,]+/).map((host) => host.replace(/:\d+$/, ""));
  return hosts.some((host) => host === "*" || host === hostname || `[${host}]` === hostname);
}
