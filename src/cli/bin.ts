#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { programOf } from "./program.js";

const own = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
await programOf(own.version).parseAsync();
