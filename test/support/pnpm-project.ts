import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Compiler, compilers } from "../../measure/compiler.js";
import { root } from "../../measure/folder.js";

/** A user's project that pnpm installed: the package is a link to a store of the project's own. */
export interface Project {
  /** What the compiler prints of the modules, by their names; with `declaration`, it writes `out`. */
  compile(compiler: Compiler, modules: Readonly<Record<string, string>>): Promise<string>;
  /** The declarations of a module that was compiled. */
  declarationsOf(name: string): Promise<string>;
}

export async function inPnpmProject(
  compilerOptions: object,
  use: (project: Project) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "verifik-flow-"));
  try {
    await install(folder);
    await use(projectIn(folder, compilerOptions));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function install(folder: string): Promise<void> {
  const store = join(folder, "node_modules/.pnpm/verifik-flow@1.0.0/node_modules");
  const own = join(store, "verifik-flow");
  await mkdir(own, { recursive: true });
  await cp(join(root, "dist"), join(own, "dist"), { recursive: true });
  await cp(join(root, "package.json"), join(own, "package.json"));
  const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(store, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(store, name));
  }
  await symlink(own, join(folder, "node_modules/verifik-flow"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
}

function projectIn(folder: string, compilerOptions: object): Project {
  return {
    async compile(compiler, modules) {
      for (const [name, code] of Object.entries(modules)) await writeFile(join(folder, name), code);
      const options = { strict: true, target: "es2022", rootDir: ".", ...compilerOptions };
      const config = { compilerOptions: options, files: Object.keys(modules) };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
      const tsc = join(root, "node_modules", compilers[compiler], "bin/tsc");
      return new Promise((resolve) => {
        const args = [tsc, "-p", folder, "--pretty", "false"];
        execFile(process.execPath, args, { cwd: folder }, (_error, output) => resolve(output));
      });
    },
    declarationsOf: (name) => readFile(join(folder, "out", `${name}.d.ts`), "utf8"),
  };
}
