#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { CommanderError } from "commander";
import { programOf } from "./program.js";

const own = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
const program = programOf(own.version);
const isCompletion = process.argv[2] === "complete";
if (isCompletion) (await import("@bomb.sh/tab/commander")).default(program);
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode; // commander has said it
  if (error.exitCode !== 0 && process.argv.includes("--json")) {
    const { sayFailed } = await import("./command.js");
    sayFailed("USAGE", error.message.replace(/^error: /, ""));
  }
}
