import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator, type EmulatorOptions } from "./emulator.js";

export interface EmulatorServerOptions extends EmulatorOptions {
  /** The port on 127.0.0.1. Default: one that is free. */
  readonly port?: number;
}

/** Verifik's project flows, served on loopback. */
export interface EmulatorServer extends Omit<Emulator, "fetch">, AsyncDisposable {
  /** Where it listens, for the `baseUrl` of a submit: `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Stops it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Serves the documented API on 127.0.0.1 over real HTTP.
 *
 * ```ts
 * await using verifik = await startEmulator();
 * await onboarding.submit({ baseUrl: verifik.url, token: verifik.token });
 * verifik.flows.length; // 1
 * ```
 */
export async function startEmulator({
  port = 0,
  ...options
}: EmulatorServerOptions = {}): Promise<EmulatorServer> {
  const { createServer } = await import("node:http"); // createEmulator has to load where there is none
  const emulator = createEmulator(options);
  const server = createServer((request, response) => {
    answer(emulator, request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: emulator.token,
    get flows() {
      return emulator.flows;
    },
    requests: emulator.requests,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function answer(emulator: Emulator, request: IncomingMessage, response: ServerResponse) {
  const { method = "GET", url = "/", headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const answered = await emulator.fetch(new URL(url, "http://127.0.0.1"), {
    method,
    headers: { authorization: headers.authorization ?? "" },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks).toString() } : {}),
  });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
}
