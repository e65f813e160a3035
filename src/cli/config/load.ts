import { access, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { fieldOf } from "../../model/json.js";
import { CommandError } from "../command-error.js";

const names = ["ts", "mts", "js", "mjs", "json"].map((ending) => `verifik.config.${ending}`);

/** The path of the configuration: the one that was named, or the first that's in the folder. */
export async function findConfig(folder: string, named: string | undefined): Promise<string> {
  if (named !== undefined) return resolve(folder, named);
  for (const name of names) {
    const path = resolve(folder, name);
    if (await exists(path)) return path;
  }
  throw new CommandError(
    "CONFIG_NOT_FOUND",
    `there's no verifik.config.ts here: \`verifik-flow init\` writes one, and --config names another file`,
  );
}

/** What the file exports by default, or its JSON. */
export async function loadConfig(path: string): Promise<unknown> {
  try {
    return path.endsWith(".json") ? JSON.parse(await readFile(path, "utf8")) : await imported(path);
  } catch (error) {
    throw new CommandError("CONFIG_UNREADABLE", `${path} can't be loaded: ${wordsOf(error, path)}`);
  }
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Node reads most TypeScript by itself, at a fifth of the time. What it can't, jiti can. */
async function imported(path: string): Promise<unknown> {
  try {
    return fieldOf({ ...(await import(pathToFileURL(path).href)) }, "default");
  } catch (error) {
    if (!isNodes(error)) throw error;
    const { createJiti } = await import("jiti");
    return createJiti(import.meta.url).import(path, { default: true });
  }
}

/** Whether Node couldn't read the file or one that it imports, before any of it ran. */
function isNodes(error: unknown): boolean {
  const code = fieldOf({ ...(error as object) }, "code");
  const unread =
    /UNKNOWN_FILE_EXTENSION|TYPESCRIPT|MODULE_NOT_FOUND|DIR_IMPORT|REQUIRE|IMPORT_ATTRIBUTE/;
  return error instanceof SyntaxError || (typeof code === "string" && unread.test(code));
}

/** The message, and the line of the file that it comes from. */
function wordsOf(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.stack?.split("\n").find((line) => line.includes(path) && /:\d+/.test(line));
  const place = /:(\d+):\d+\)?$/.exec(line ?? "")?.[1];
  return place === undefined ? error.message : `${error.message} (line ${place})`;
}
