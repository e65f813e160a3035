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

const firstConfig = `import { defineConfig } from "verifik-flow/config";
import { flow } from "verifik-flow";

export default defineConfig({
  environments: {
    // The token is read from this variable; it never stands in a file.
    production: { token: { env: "VERIFIK_TOKEN" } },
  },
  flows: {
    main: flow()
      .project("507f1f77bcf86cd799439013") // your project's id
      .status("draft")
      .steps({ signUpForm: "mandatory", document: "mandatory", liveness: "mandatory" })
      .signUpForm((form) => form.email().emailGateway("mailgun"))
      .document((document) => document.minScore(0.85).usePassport().scanDocumentAllowed())
      .liveness((liveness) => liveness.minScore(0.65)),
  },
});
`;

/** Writes a first configuration, or one of the flows that are stored. */
export const init: Command<InitOptions> = async (options, context) => {
  const path = join(context.folder, "verifik.config.ts");
  if (await exists(path)) {
    throw new CommandError("WOULD_OVERWRITE", `nothing was written: ${path} is there already`);
  }
  const files = options.pull
    ? await writePulled(path, options, context)
    : [{ path, code: firstConfig }];
  if (!options.pull) await writeAll(files, false, context);
  context.output.say("next: `verifik-flow check`, then `verifik-flow plan`");
  const written = files.map((file) => relative(context.folder, file.path));
  return {
    exitCode: 0,
    json: { format: "verifik-flow/init", formatVersion: "1.0", outcome: "written", files: written },
  };
};

/** The configuration comes last: until it's there, `init` can be run again. */
async function writePulled(
  path: string,
  { baseUrl, tokenEnv = "VERIFIK_TOKEN" }: InitOptions,
  context: Context,
): Promise<readonly CodeFile[]> {
  const token = { env: tokenEnv };
  const name = "production";
  const environment: Chosen = baseUrl === undefined ? { name, token } : { name, token, baseUrl };
  const stored = await listAll(clientOf(environment, context.env));
  const { pulled, skipped } = pulledFrom(stored, {}, join(context.folder, "flows"));
  await writeAll(pulled, false, context);
  sayLeftOut(pulled, skipped, context);
  const locks = new LockStore(join(context.folder, "verifik.lock.json"), name);
  for (const flow of pulled) await locks.keep(flow.name, flow.stored);
  const config = { path, code: configOf(pulled, environment) };
  await writeAll([config], false, context);
  return [...pulled, config];
}

function configOf(files: readonly PulledFlow[], { baseUrl, token }: Chosen): string {
  const imports = files.map(
    ({ name }) => `import { ${identifierOf(name)} } from "./flows/${name}.js";`,
  );
  const url = baseUrl === undefined ? "" : `baseUrl: ${JSON.stringify(baseUrl)}, `;
  const flows = files.map(({ name }) => `    ${JSON.stringify(name)}: ${identifierOf(name)},`);
  return `import { defineConfig } from "verifik-flow/config";
${imports.join("\n")}

export default defineConfig({
  environments: {
    production: { ${url}token: { env: ${JSON.stringify(token.env)} } },
  },
  flows: {
${flows.join("\n")}
  },
});
`;
}
