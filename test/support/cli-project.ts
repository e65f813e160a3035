import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmulatorOptions, type EmulatorServer, startEmulator } from "verifik-flow/emulator";
import { root } from "../../measure/folder.js";

/** What a command said, and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const bin = join(root, "dist/cli/bin.js");
export const projects = {
  co: "507f1f77bcf86cd799439013",
  mx: "507f1f77bcf86cd799439014",
  pe: "507f1f77bcf86cd799439015",
} as const;

/** A user's folder with the built package, and an emulator for it. */
export class CliProject {
  /** Where the configuration says that the API is. */
  url: string;

  constructor(
    readonly folder: string,
    readonly verifik: EmulatorServer,
  ) {
    this.url = verifik.url;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): Promise<void> {
    return writeFile(this.path(name), text);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), "utf8");
  }

  /** Writes a configuration with these flows, as code, in the environment `staging`. */
  configure(flows: Readonly<Record<string, string>>, name = "verifik.config.mjs"): Promise<void> {
    const entries = Object.entries(flows).map(([flow, code]) => `    ${flow}: ${code},\n`);
    return this.write(
      name,
      `import { flow, loginFlow } from "verifik-flow";
import { defineConfig } from "verifik-flow/config";
export default defineConfig({
  environments: { staging: ${this.environment} },
  flows: {\n${entries.join("")}  },
});
`,
    );
  }

  get environment(): string {
    return `{ baseUrl: "${this.url}", token: { env: "STAGING_TOKEN" }, requestsPerMinute: 10_000, settlingTime: 400 }`;
  }

  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const own = { PATH: process.env["PATH"], STAGING_TOKEN: this.verifik.token, ...env };
    return spawn(process.execPath, [bin, ...args], { cwd: this.folder, env: own });
  }

  run(args: string, env: NodeJS.ProcessEnv = {}): Promise<Said> {
    return said(this.start(args.split(" "), env));
  }

  /** Stores a flow behind the command's back. */
  async store(body: object): Promise<string> {
    const { url, token } = this.verifik;
    const answer = await fetch(`${url}/v2/project-flows`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { _id } = (await answer.json()) as { readonly _id: string };
    return _id;
  }

  /** What `--json` says; the exit code beside it. */
  async json(args: string): Promise<{ readonly code: number | null; readonly json: Json }> {
    const { code, stdout } = await this.run(`${args} --json`);
    return { code, json: JSON.parse(stdout) };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
type Json = any;

export async function said(child: ChildProcess): Promise<Said> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

export async function inCliProject(
  use: (project: CliProject) => Promise<void>,
  options: EmulatorOptions = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "verifik-flow-"));
  const verifik = await startEmulator(options);
  try {
    await mkdir(join(folder, "node_modules"));
    await symlink(root, join(folder, "node_modules/verifik-flow"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await use(new CliProject(folder, verifik));
  } finally {
    await verifik.close();
    await rm(folder, { recursive: true });
  }
}
