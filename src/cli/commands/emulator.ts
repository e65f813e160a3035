import { startEmulator } from "../../emulator/server.js";
import type { Command, CommonOptions } from "../command.js";

export interface EmulatorOptions extends CommonOptions {
  readonly port?: number;
}

/** Serves the documented API on this machine until it's stopped. */
export const emulator: Command<EmulatorOptions> = async ({ port }, { output, stop }) => {
  const server = await startEmulator(port === undefined ? {} : { port });
  output.say(`serving ${server.url} with the token ${server.token}`);
  output.say("Ctrl-C stops it, and forgets what was stored.");
  await new Promise<void>((resolve) => {
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.close();
  const json = { format: "verifik-flow/emulator", formatVersion: "1.0", outcome: "stopped" };
  return { exitCode: 0, json };
};
