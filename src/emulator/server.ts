import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { match, P } from "ts-pattern";
import { Emulator, type Incoming } from "./emulator.js";
import { hasNoBody } from "./fault.js";
import { type EmulatorOptions, emulatorSettings } from "./options.js";
import { checkInteger } from "./refusal.js";

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
  /** Stops it and closes every connection. Requests that wait for their `delay` aren't processed any more. */
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
    this.dropWaiting();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #answer(request: IncomingMessage, toClient: ServerResponse): Promise<void> {
    const { fault, response } = await this.reply(incoming(request));
    if (request.socket.destroyed) return; // the client has gone
    const body = Buffer.from(await response.arrayBuffer());
    const writeHead = () => toClient.writeHead(response.status, headersOf(response, body.length));
    match(fault)
      .with({ reset: true }, () => request.socket.resetAndDestroy())
      .with({ hang: true }, () => {})
      .with({ halfBody: true }, () => {
        writeHead().write(body.subarray(0, body.length / 2), () => request.socket.destroy());
      })
      .with(P.union(undefined, { status: P.number }), () => {
        writeHead().end(body);
        closeUnlessRead(request);
      })
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
  checkInteger("port", port, 0, 65_535);
  emulatorSettings(options);
  const { createServer } = await import("node:http"); // createEmulator has to load where there is none
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return new NodeEmulator(server, options);
}

function incoming(request: IncomingMessage): Incoming {
  const { method = "GET", url = "/", headers } = request;
  const base = "http://127.0.0.1";
  return {
    method,
    url: new URL(URL.canParse(url, base) ? url : "/", base),
    authorization: headers.authorization,
    readBody: (most) => textOf(request, most),
  };
}

/** What is over the limit is read and thrown away: an answer could be lost with a connection that is cut. */
function textOf(request: IncomingMessage, most: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) chunks.push(chunk);
      else resolve(undefined);
    });
    request.once("end", () => resolve(new TextDecoder().decode(Buffer.concat(chunks))));
    request.once("error", reject);
    request.once("close", () => reject(new Error("the client has gone")));
  });
}

function headersOf({ status, headers }: Response, bodyLength: number) {
  const length = hasNoBody(status) && status !== 205 ? {} : { "content-length": bodyLength };
  return { ...Object.fromEntries(headers), ...length };
}

/** How long a client may go on sending a body that nobody wants, before the connection is closed. */
const patience = 1000;

function closeUnlessRead(request: IncomingMessage): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.socket.destroy(), patience);
  for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
}
