import { InvalidArgumentError, Option, Command as Program } from "commander";
import type { CommonOptions } from "./command.js";
import type { ApplyOptions } from "./commands/apply.js";
import type { CheckOptions } from "./commands/check.js";
import type { EmulatorOptions } from "./commands/emulator.js";
import type { InitOptions } from "./commands/init.js";
import type { LockOptions } from "./commands/lock.js";
import type { PlanOptions } from "./commands/plan.js";
import type { PullOptions } from "./commands/pull.js";
import type { ShowOptions } from "./commands/show.js";
import { failures, locales, planFormats, showForms } from "./words.js";

const noToken =
  "a token on a command line ends up in the shell's history and in process lists: put it into the environment variable that the configuration names";

/** Everything that can be typed. What a command needs is loaded when it's called, and not for `--help`. */
export function programOf(version: string): Program {
  const program = new Program("verifik-flow");
  program
    .description("Keeps Verifik flows in code: checks them, shows what would change, applies it.")
    .version(version)
    .addHelpText(
      "after",
      "\nCompletion: source <(verifik-flow complete bash), likewise zsh; verifik-flow complete fish | source",
    )
    .showHelpAfterError("(add --help to see what there is)")
    .exitOverride()
    .addOption(new Option("--token [token]").hideHelp())
    .on("option:token", () => program.error(`error: ${noToken}`));
  addInit(program);
  addCheck(program);
  addPlan(program);
  addApply(program);
  addPull(program);
  addShow(program);
  addLock(program);
  addEmulator(program);
  return program;
}

function addInit(program: Program): void {
  const examples = [
    "init",
    "init --pull --base-url http://127.0.0.1:4010 --token-env STAGING_TOKEN",
    "init --json",
  ];
  named(program, "init", "write a first verifik.config.ts", examples)
    .option("--pull", "begin with the flows that are stored")
    .option("--base-url <url>", "where the API is")
    .option("--token-env <name>", "the variable that holds the token")
    .option("--json", "print JSON")
    .action(async (options: InitOptions) =>
      start((await import("./commands/init.js")).init, options),
    );
}

function addCheck(program: Program): void {
  const help = "validate and check every flow, without a network";
  const examples = ["check", "check --env production --format github"];
  common("check", named(program, "check", help, examples))
    .addOption(new Option("--format <format>", "how to print findings").choices(["text", "github"]))
    .action(async (options: CheckOptions) =>
      start((await import("./commands/check.js")).check, options),
    );
}

function addPlan(program: Program): void {
  const examples = [
    "plan --env staging",
    "plan --env production --out plan.json",
    "plan --format markdown --fail-on loosens,drift",
    "plan --adopt co=507f1f77bcf86cd799439011 --create mx --prune",
  ];
  choices(common("plan", named(program, "plan", "show what an apply would change", examples)))
    .option("--out <file>", "write the plan as JSON, for `apply <file>`")
    .addOption(new Option("--format <format>", "how to print it").choices(planFormats))
    .option("--fail-on <what>", `exit with 2 only for ${failures.join(", ")}`, listOf(failures))
    .action(async (options: PlanOptions) =>
      start((await import("./commands/plan.js")).plan, options),
    );
}

function addApply(program: Program): void {
  const examples = [
    "apply --env staging",
    "apply --env production --yes",
    "apply plan.json --approve 3f9ac1d2e4b70a55",
    "apply --yes --overwrite-drift --prune",
    "apply --yes --adopt co=507f1f77bcf86cd799439011 --create mx",
  ];
  choices(
    common("apply", named(program, "apply", "make what is stored what the code says", examples)),
  )
    .argument("[plan]", "a file that `plan --out` wrote: does exactly that, or nothing")
    .option("--yes", "agree to what creates, tightens or makes no difference")
    .option(
      "--approve <digest>",
      "agree to the plan with this digest, also if it loosens verification",
    )
    .option("--overwrite-drift", "write over what was changed on the server")
    .action(async (plan: string | undefined, options: ApplyOptions) =>
      start(
        (await import("./commands/apply.js")).apply,
        plan === undefined ? options : { ...options, plan },
      ),
    );
}

function addPull(program: Program): void {
  const examples = [
    "pull co --env staging",
    "pull 507f1f77bcf86cd799439013 --out pulled",
    "pull --all --overwrite",
  ];
  common(
    "pull co",
    named(program, "pull", "print stored flows as builder code into files", examples),
  )
    .argument("[flow]", "its name in the lock, or its id")
    .option("--all", "every flow of the account")
    .option("--out <folder>", "where the files go (default: flows)")
    .option("--overwrite", "replace files that say something else")
    .action(async (flow: string | undefined, options: PullOptions) =>
      start(
        (await import("./commands/pull.js")).pull,
        flow === undefined ? options : { ...options, flow },
      ),
    );
}

function addShow(program: Program): void {
  const examples = [
    "show co --locale es",
    "show co --as diagram --env staging",
    "show co --from server --as code",
  ];
  common(
    "show co",
    named(program, "show", "show a flow in words, as JSON, as a diagram or as code", examples),
  )
    .argument("<flow>", "its name; for --from server also its id")
    .addOption(new Option("--as <form>", "what to print").choices(showForms))
    .addOption(new Option("--from <place>", "where to read it").choices(["code", "server"]))
    .addOption(new Option("--locale <locale>", "the language of the words").choices(locales))
    .action(async (flow: string, options: Omit<ShowOptions, "flow">) =>
      start((await import("./commands/show.js")).show, { ...options, flow }),
    );
}

function addLock(program: Program): void {
  const lock = program.command("lock").description("mend verifik.lock.json");
  const help = "merge both sides of a conflict in the lock, and ask the server where they differ";
  const examples = ["lock resolve"];
  configured("lock resolve", named(lock, "resolve", help, examples)).action(
    async (options: LockOptions) =>
      start((await import("./commands/lock.js")).resolveLock, options),
  );
}

function addEmulator(program: Program): void {
  const help = "serve the documented API on this machine";
  named(program, "emulator", help, ["emulator --port 4010", "emulator --json"])
    .option("--port <port>", "where to listen (default: a free port)", portIn)
    .option("--json", "print JSON")
    .action(async (options: EmulatorOptions) =>
      start((await import("./commands/emulator.js")).emulator, options),
    );
}

async function start<Options extends CommonOptions>(
  command: Parameters<typeof import("./command.js").run<Options>>[0],
  options: Options,
): Promise<void> {
  const { run } = await import("./command.js");
  await run(command, options);
}

function named(parent: Program, name: string, help: string, examples: readonly string[]): Program {
  const lines = examples.map((example) => `  verifik-flow ${example}`);
  return parent
    .command(name)
    .description(help)
    .addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

function common(name: string, command: Program): Program {
  return configured(name, command).option(
    "--env <name>",
    "the environment; needed if there are several",
  );
}

function configured(name: string, command: Program): Program {
  return command
    .addHelpText("after", `  verifik-flow ${name} --config other.config.ts --json`)
    .option("--config <file>", "the configuration (default: verifik.config.ts, .js or .json)")
    .option("--json", "print JSON on stdout, and words on stderr");
}

function choices(command: Program): Program {
  return command
    .option("--adopt <name=id>", "take over a stored flow; as often as needed", collected)
    .option("--create <name>", "create another flow beside one that may be the same", collected)
    .option("--prune", "delete stored flows that the code no longer has");
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function listOf(known: readonly string[]) {
  return (text: string): readonly string[] => {
    const words = text.split(",");
    const other = words.find((word) => !known.includes(word));
    if (other === undefined) return words;
    throw new InvalidArgumentError(`${other} isn't one of ${known.join(", ")}.`);
  };
}

function portIn(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
