import { dirname, join } from "node:path";
import { InvalidFlowError } from "../check/invalid-flow-error.js";
import type { Config } from "../config/index.js";
import { parseFlow } from "../flows/parse.js";
import { flowTypes } from "../flows/types.js";
import { flowDataOf } from "../model/flow-data.js";
import { CommandError } from "./command-error.js";
import { findConfig, loadConfig } from "./config/load.js";
import { configIn } from "./config/read.js";
import type { Chosen } from "./environment.js";
import { type Lock, readLock } from "./lock-file.js";

/** A flow of the code, read with this copy of the library. */
export type CodeFlow = ReturnType<typeof parseFlow>;

/** The configuration of a folder, and the lock beside it. */
export interface Workspace {
  readonly configPath: string;
  readonly config: Config;
  readonly lockPath: string;
  readonly lock: Lock;
}

export async function openWorkspace(folder: string, named: string | undefined): Promise<Workspace> {
  const configPath = await findConfig(folder, named);
  const config = configIn(await loadConfig(configPath));
  const lockPath = join(dirname(configPath), "verifik.lock.json");
  return { configPath, config, lockPath, lock: await readLock(lockPath) };
}

/** The flows of the code in an environment, by name. Throws with what is wrong in every one of them. */
export function flowsIn(
  config: Config,
  { name }: Pick<Chosen, "name">,
): Readonly<Record<string, CodeFlow>> {
  const wrong: string[] = [];
  const flows = Object.entries(config.flows).flatMap(([flowName, given]) => {
    try {
      const composed: unknown = typeof given === "function" ? given({ name }) : given;
      const { type, data } = flowDataOf(composed, flowTypes);
      return [[flowName, parseFlow({ ...data, type: type.type })] as const];
    } catch (error) {
      wrong.push(...reasons(error).map((reason) => `flows.${flowName}: ${reason}`));
      return [];
    }
  });
  wrong.push(...equalOnes(flows));
  if (wrong.length > 0) throw new CommandError("CONFIG_INVALID", wrong.join("\n"));
  return Object.fromEntries(flows);
}

/** Two flows that say the same couldn't be told apart on the server, so each name is refused its twin. */
function equalOnes(flows: readonly (readonly [name: string, flow: CodeFlow])[]): readonly string[] {
  const names = new Map<string, string>();
  return flows.flatMap(([name, flow]) => {
    const body = JSON.stringify(flow.build());
    const other = names.get(body);
    names.set(body, name);
    return other === undefined
      ? []
      : [
          `flows.${name}: it says the same as flows.${other}, so nobody could tell them apart: change one, or remove it`,
        ];
  });
}

function reasons(error: unknown): readonly string[] {
  if (error instanceof InvalidFlowError) {
    return error.issues.map(({ message, path }) => `${message} (at ${path})`);
  }
  return [error instanceof Error ? error.message : String(error)];
}
