import { createServer, type Socket } from "node:net";
import { listening } from "./listening.js";

/** A server on loopback that counts the requests it read to their end, and answers as it is told. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** The requests that were read to their end, head and body. */
  readonly requests: readonly string[];
  /** The sockets that carried a request and are still open. */
  readonly busy: ReadonlySet<Socket>;
}

export async function startRawServer(
  answer: (socket: Socket, request: string) => void,
): Promise<RawServer> {
  const requests: string[] = [];
  const busy = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on("close", () => busy.delete(socket));
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const length = /content-length: (\d+)/i.exec(received)?.[1] ?? "0";
      const end = received.indexOf("\r\n\r\n") + 4;
      if (end < 4 || received.length < end + Number(length)) return;
      const request = received;
      received = "";
      requests.push(request);
      busy.add(socket);
      answer(socket, request);
    });
  });
  const { port, ...disposable } = await listening(server);
  return { url: `http://127.0.0.1:${port}`, requests, busy, ...disposable };
}

/** The text of an answer whose length is right. */
export function http(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const fields = { "content-length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n${body}`;
}
