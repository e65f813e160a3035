import { spawnSync } from "node:child_process";
import { chmod, mkdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { bin, inCliProject } from "../support/cli-project.js";
import { inTerminal } from "../support/terminal.js";

interface Shell {
  readonly name: string;
  /** How it's started without anybody's configuration. */
  readonly command: readonly string[];
  readonly source: string;
}

const shells: readonly Shell[] = [
  {
    name: "bash",
    command: ["bash", "--norc", "--noprofile", "-i"],
    source: "source <(verifik-flow complete bash)",
  },
  {
    name: "zsh",
    command: ["zsh", "-f", "-i"],
    source: "autoload -Uz compinit; compinit -D -u; source <(verifik-flow complete zsh)",
  },
  {
    name: "fish",
    command: ["fish", "--no-config", "-i"],
    source: "verifik-flow complete fish | source",
  },
];

function isInstalled({ name }: Shell): boolean {
  return spawnSync(name, ["-c", "exit 0"]).status === 0;
}

describe("a key completes", () => {
  test.each(shells.filter(isInstalled))("commands, options and words in $name", async (shell) => {
    await inCliProject(async (project) => {
      await mkdir(project.path("bin"));
      await project.write(
        "bin/verifik-flow",
        `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`,
      );
      await chmod(project.path("bin/verifik-flow"), 0o755);
      const { code, screen } = await inTerminal(
        shell.command,
        project.folder,
        [
          ["", `${shell.source}; ${shell.source}; echo load""ed\r`], // twice does no harm
          ["loaded", "verifik-flow pl\t--help\r"],
          ["Usage: verifik-flow plan", ""],
          ["--fail-on loosens,drift", "verifik-flow show --a\tdia\t--help\r"],
          ["Usage: verifik-flow show", ""],
          ["--from server --as code", "exit\r"],
        ],
        {
          PATH: `${project.path("bin")}:${process.env["PATH"]}`,
          HOME: project.folder,
          PS1: "$ ",
        },
      );
      expect({ code, screen }).toMatchObject({ code: 0 });
      expect(screen).not.toMatch(/not found|readonly|unknown|[Ee]rror/);
    });
  });
});

test("bash completes the word after an equals sign, and files where a plan is due", () => {
  const completed = (...words: readonly string[]) => {
    const script = `verifik-flow() { "${process.execPath}" "${bin}" "$@"; }
      source <(verifik-flow complete bash)
      COMP_WORDS=(verifik-flow "$@"); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
      _verifik_flow; printf '%s\n' "\${COMPREPLY[@]}"; complete -p verifik-flow`;
    return spawnSync("bash", ["--norc", "-c", script, "bash", ...words], { encoding: "utf8" })
      .stdout;
  };
  expect(completed("plan", "--format", "=", "ma")).toMatch(/^markdown\n/);
  expect(completed("plan", "--format", "")).toMatch(/^text\njson\nmarkdown\ngithub\n/);
  expect(completed("apply", "plan")).toMatch(/^\n.*-o default/);
});
