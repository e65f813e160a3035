import { join, relative } from "node:path";
import type { Command, CommonOptions, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import { exists } from "../config/load.js";
import { type Chosen, clientOf } from "../environment.js";
import { LockStore } from "../lock-store.js";
import { listAll } from "../situation.js";
import {
  type CodeFile,
  identifierOf,
  type PulledFlow,
  pulledFrom,
  sayLeftOut,
  writeAll,
} from "./pull.js";

export interface InitOptions extends CommonOptions {
  /** Begins with the flows that are stored. */
  readonly pull?: boolean;
  readonly baseUrl?: string;
  /** The variable that holds the token. */
  readonly tokenEnv?: string;
}

const firstFlow = `flow()
      .project("507f1f77bcf86cd799439013") // your project's id
      .status("draft")
      .steps({ signUpForm: "mandatory", document: "mandatory", liveness: "mandatory" })
      .signUpForm((form) => form.email().emailGateway("mailgun"))
      .document((document) => document.minScore(0.85).usePassport().scanDocumentAllowed())
      .liveness((liveness) => liveness.minScore(0.65))`;

/** Writes a first configuration, or one of the flows that are stored. */
export const init: Command<InitOptions> = async (options, context) => {
  const path = join(context.folder, "verifik.config.ts");
  if (await exists(path)) {
    throw new CommandError("WOULD_OVERWRITE", `nothing was written: ${path} is there already`);
  }
  const environments = await environmentsOf(options, context);
  const files = options.pull
    ? await writePulled(path, environments, context)
    : [
        {
          path,
          code: configOf(
            environments,
            ['import { flow } from "verifik-flow";'],
            [["main", firstFlow]],
          ),
        },
      ];
  if (!options.pull) await writeAll(files, false, context);
  context.output.say("next: `verifik-flow check`, then `verifik-flow plan`");
  const written = files.map((file) => relative(context.folder, file.path));
  return {
    exitCode: 0,
    json: { format: "verifik-flow/init", formatVersion: "1.0", outcome: "written", files: written },
  };
};

/** What somebody answers on a terminal, without asking for what the options say. */
async function environmentsOf(
  { pull = false, baseUrl, tokenEnv }: InitOptions,
  { canAsk }: Context,
): Promise<readonly Chosen[]> {
  const given = baseUrl === undefined ? {} : { baseUrl };
  const of = (env: string): Chosen => ({ name: "production", ...given, token: { env } });
  if (!canAsk) return [of(tokenEnv ?? "VERIFIK_TOKEN")];
  const { askEnvironments } = await import("../ask-init.js");
  return askEnvironments(of(tokenEnv ?? ""), pull);
}

/** The configuration comes last: until it's there, `init` can be run again. */
async function writePulled(
  path: string,
  environments: readonly Chosen[],
  context: Context,
): Promise<readonly CodeFile[]> {
  const [environment] = environments;
  if (!environment) return [];
  const stored = await listAll(clientOf(environment, context.env));
  const { pulled, skipped } = pulledFrom(stored, {}, join(context.folder, "flows"));
  await writeAll(pulled, false, context);
  sayLeftOut(pulled, skipped, context);
  const locks = new LockStore(join(context.folder, "verifik.lock.json"), environment.name);
  for (const flow of pulled) await locks.keep(flow.name, flow.stored, flow.stored);
  const config = { path, code: pulledConfig(environments, pulled) };
  await writeAll([config], false, context);
  return [...pulled, config];
}

function pulledConfig(environments: readonly Chosen[], files: readonly PulledFlow[]): string {
  const imports = files.map(
    ({ name }) => `import { ${identifierOf(name)} } from "./flows/${name}.js";`,
  );
  const flows = files.map(({ name }) => [name, identifierOf(name)] as const);
  return configOf(environments, imports, flows);
}

function configOf(
  environments: readonly Chosen[],
  imports: readonly string[],
  flows: readonly (readonly [name: string, code: string])[],
): string {
  const each = environments.map(({ name, baseUrl, token }) => {
    const url = baseUrl === undefined ? "" : `baseUrl: ${JSON.stringify(baseUrl)}, `;
    return `    ${keyOf(name)}: { ${url}token: { env: ${JSON.stringify(token.env)} } },`;
  });
  return `import { defineConfig } from "verifik-flow/config";
${imports.join("\n")}

export default defineConfig({
  environments: {
    // A token is read from its variable; it never stands in a file.
${each.join("\n")}
  },
  flows: {
${flows.map(([name, code]) => `    ${keyOf(name)}: ${code},`).join("\n")}
  },
});
`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
