import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { type Listening, listening } from "./listening.js";

type StoredFlow = Readonly<Record<string, unknown>>;

export interface Alteration {
  /** What is answered instead of a stored flow. */
  readonly show?: (flow: StoredFlow, method: string, path: string) => StoredFlow;
  /** Called before a request goes on. */
  readonly meanwhile?: (method: string) => Promise<unknown>;
}

export interface AlteringProxy extends Listening {
  readonly url: string;
}

/** Stands before a server, and shows flows otherwise than the server has them. */
export async function startAlteringProxy(
  target: string,
  { show = (flow) => flow, meanwhile = async () => {} }: Alteration,
): Promise<AlteringProxy> {
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    await meanwhile(method);
    const answer = await passedOn(target, request);
    const body = await answer.text();
    const shown = body === "" ? "" : JSON.stringify(JSON.parse(body, altered));
    response.writeHead(answer.status, { "content-type": "application/json" }).end(shown);

    function altered(_name: string, value: unknown): unknown {
      const isFlow = typeof value === "object" && value !== null && "_id" in value;
      return isFlow && "project" in value ? show(value as StoredFlow, method, url) : value;
    }
  });
  const { port, ...disposable } = await listening(server);
  return { url: `http://127.0.0.1:${port}`, port, ...disposable };
}

async function passedOn(target: string, request: IncomingMessage): Promise<Response> {
  const { method = "", url = "", headers } = request;
  const body = await text(request);
  return fetch(`${target}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? "", "content-type": "application/json" },
    ...(body === "" ? {} : { body }),
  });
}
