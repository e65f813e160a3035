import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

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
  const sockets = new Set<Socket>();
  const busy = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket) && busy.delete(socket));
    socket.on("error", () => {});
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
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    busy,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
}

/** The text of an answer whose length is right. */
export function http(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const fields = { "content-length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n${body}`;
}
