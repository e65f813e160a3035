#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { CommanderError } from "commander";
import { programOf } from "./program.js";

const own = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
const program = programOf(own.version);
const [, , command, shell] = process.argv;
try {
  if (command === "complete" && shell === "bash") {
    process.stdout.write((await import("./bash-completion.js")).bashCompletion);
  } else {
    if (command === "complete") (await import("@bomb.sh/tab/commander")).default(program);
    await program.parseAsync();
  }
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode; // commander has said it
  if (error.exitCode !== 0 && process.argv.includes("--json")) {
    const { sayFailed } = await import("./command.js");
    sayFailed("USAGE", error.message.replace(/^error: /, ""));
  }
}
