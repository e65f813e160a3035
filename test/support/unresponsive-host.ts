import { spawn } from "node:child_process";
import { connect } from "node:net";

/** Listens, and then blocks its thread, so that nothing is ever accepted. */
const deaf = `
const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 });
server.on("listening", () => {
  require("node:fs").writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
});`;

/** A port whose queue of connections is full, so that the kernel leaves further ones unanswered. */
export async function unresponsiveHost(): Promise<AsyncDisposable & { readonly url: string }> {
  const child = spawn(process.execPath, ["-e", deaf]);
  const port = await new Promise<number>((resolve) => {
    child.stdout.once("data", (data) => resolve(Number(data)));
  });
  const fillers = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => {}));
  await new Promise((resolve) => setTimeout(resolve, 200));
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const filler of fillers) filler.destroy();
      child.kill("SIGKILL");
    },
  };
}
