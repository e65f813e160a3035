import { join, relative } from "node:path";
import type { AnyStoredFlow } from "../../model/stored-flow.js";
import type { Command, CommonOptions, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import { exists } from "../config/load.js";
import { type Chosen, clientOf } from "../environment.js";
import { LockStore } from "../lock-store.js";
import { listAll } from "../situation.js";
import { filesOf, identifierOf, type PulledFile, writeAll } from "./pull.js";

export interface InitOptions extends CommonOptions {
  /** Begins with the flows that are stored. */
  readonly pull?: boolean;
  readonly baseUrl?: string;
  /** The variable that holds the token. */
  readonly tokenEnv?: string;
}

const first = `import { defineConfig } from "verifik-flow/config";
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
    ? await pulledFiles(path, options, context)
    : [{ path, name: "verifik.config.ts", code: first }];
  await writeAll(files, false, context);
  context.output.say("next: `verifik-flow check`, then `verifik-flow plan`");
  const written = files.map((file) => relative(context.folder, file.path));
  return {
    exitCode: 0,
    json: { format: "verifik-flow/init", formatVersion: "1.0", outcome: "written", files: written },
  };
};

async function pulledFiles(
  path: string,
  { baseUrl, tokenEnv = "VERIFIK_TOKEN" }: InitOptions,
  { env, folder }: Context,
): Promise<readonly PulledFile[]> {
  const environment: Chosen = {
    name: "production",
    token: { env: tokenEnv },
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
  const stored = await listAll(clientOf(environment, env));
  const files = filesOf(stored, {}, join(folder, "flows"));
  const locks = new LockStore(join(folder, "verifik.lock.json"), environment.name, {});
  for (const [index, flow] of stored.entries()) await locks.keep(files[index]?.name ?? "", flow);
  return [...files, { path, name: "verifik.config.ts", code: configOf(files, environment) }];
}

function configOf(files: readonly PulledFile[], { baseUrl, token }: Chosen): string {
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
