/** The errors with which Node's fetch failed to connect, and the host that it meant to reach. */
const hosts = new WeakMap<object, string>();
let watching = false;

interface ConnectError {
  readonly error: object;
  readonly connectParams: { readonly host: string };
}

interface Diagnostics {
  subscribe(channel: string, listener: (message: unknown) => void): void;
}

/**
 * Node's fetch throws the same error for a handshake that failed and for a connection that broke after the
 * request. Only the channel on which it tells of failed connections, handshakes included, tells them apart.
 */
export function watchConnects(): void {
  if (watching) return;
  watching = true;
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => Diagnostics };
  };
  const channels = process?.getBuiltinModule?.("node:diagnostics_channel");
  channels?.subscribe("undici:client:connectError", (message) => {
    const { error, connectParams } = message as ConnectError;
    hosts.set(error, connectParams.host);
  });
}

/** The host that could not be connected to, if Node's fetch said so of this error. */
export function unconnectedHost(error: object): string | undefined {
  return hosts.get(error);
}
