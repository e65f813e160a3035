import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { match, P } from "ts-pattern";
import { Emulator, type EmulatorOptions } from "./emulator.js";

export interface EmulatorServerOptions extends EmulatorOptions {
  /** The port on 127.0.0.1. Default: one that is free. */
  readonly port?: number;
}

declare global {
  // For `[Symbol.asyncDispose]` in the declarations: a stock project's library doesn't have it yet.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** Verifik's project flows, served on loopback. */
export interface EmulatorServer extends Emulator {
  /** Where it listens, for the `baseUrl` of a submit: `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Stops it and closes every connection. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Not exported, so that the declarations do without the types of Node. */
class NodeEmulator extends Emulator implements EmulatorServer {
  readonly url: string;
  readonly #server: Server;

  /** The server listens already. */
  constructor(server: Server, options: EmulatorOptions) {
    super(options);
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server.on("request", (request, response) => {
      this.#answer(request, response).catch((error: Error) => response.destroy(error));
    });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #answer(request: IncomingMessage, toClient: ServerResponse): Promise<void> {
    const { fault, response } = await this.reply(await webRequest(request));
    const body = Buffer.from(await response.arrayBuffer());
    const writeHead = () =>
      toClient.writeHead(response.status, {
        ...Object.fromEntries(response.headers),
        "content-length": body.length,
      });
    match(fault)
      .with({ reset: true }, () => request.socket.resetAndDestroy())
      .with({ hang: true }, () => {})
      .with({ halfBody: true }, () => {
        writeHead().write(body.subarray(0, body.length / 2), () => request.socket.destroy());
      })
      .with(P.union(undefined, { status: P.number }), () => writeHead().end(body))
      .exhaustive();
  }
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
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return new NodeEmulator(server, options);
}

async function webRequest(request: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/", headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers: { authorization: headers.authorization ?? "" },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
}
