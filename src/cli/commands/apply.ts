import { dirname } from "node:path";
import type { JsonObject } from "../../model/json.js";
import { ApplyRun } from "../apply-run.js";
import { type ChoiceOptions, choicesOf } from "../choices.js";
import type { Command, CommonOptions, Context, Report } from "../command.js";
import { CommandError } from "../command-error.js";
import { type Chosen, chooseEnvironment, clientOf } from "../environment.js";
import { LockStore } from "../lock-store.js";
import { isWork, type Need, needsOf } from "../plan/approval.js";
import type { Plan } from "../plan/plan.js";
import type { Decisions } from "../plan/plan-flows.js";
import { isBlocked } from "../plan/planned-flow.js";
import { readPlan } from "../plan/read-plan.js";
import { planText } from "../plan/text.js";
import { type Choices, look, type Present, twinsOf } from "../situation.js";
import { createOne, type Done, leftOut, work } from "../work.js";
import { openWorkspace } from "../workspace.js";

export interface ApplyOptions extends CommonOptions, ChoiceOptions {
  readonly yes?: boolean;
  readonly approve?: string;
  readonly overwriteDrift?: boolean;
  /** The file of a plan to do exactly. */
  readonly plan?: string;
}

/** Does what a plan says, after somebody agreed to it. */
export const apply: Command<ApplyOptions> = async (options, context) => {
  const workspace = await openWorkspace(context.folder, options.config);
  const written = options.plan === undefined ? undefined : await readPlan(options.plan);
  const environment = chooseEnvironment(workspace.config, options.env ?? written?.environment);
  if (written) refuseBeside(written, environment, options);
  const run = await ApplyRun.begin(dirname(workspace.configPath), environment);
  try {
    const locks = new LockStore(workspace.lockPath, environment.name);
    await finishBegun(run, environment, locks, context);
    const present = await look(workspace.config, await locks.locked(), environment, context);
    const plan = await agreedPlan(present, written, options, context);
    return await applied(plan, present, { run, locks }, context);
  } finally {
    await run.end();
  }
};

/** What a killed apply began is found or finished before anything else: it was agreed to. */
async function finishBegun(
  run: ApplyRun,
  environment: Chosen,
  locks: LockStore,
  { env, output }: Context,
): Promise<void> {
  for (const begun of run.begun()) {
    output.say(`an earlier apply began to create ${begun.name}: finding out what became of it`);
    await createOne(begun, { run, client: clientOf(environment, env), locks });
  }
}

async function agreedPlan(
  present: Present,
  written: Plan | undefined,
  options: ApplyOptions,
  context: Context,
): Promise<Plan> {
  const choices = written ? choicesIn(written) : choicesOf(options, present.open);
  const plan = await decidedPlan(present, choices, context);
  context.output.say(planText(plan, context.output.paint));
  if (written && written.digest !== plan.digest) throw stale(written, plan);
  const problems = plan.flows.filter((flow) => flow.problem !== undefined && !isBlocked(flow));
  if (problems.length > 0) {
    throw new CommandError(
      "NOT_APPROVED",
      `nothing was changed: ${problems.map(({ name, problem }) => `${name}: ${problem}`).join("\n")}`,
    );
  }
  await consent(plan, options, context);
  return plan;
}

async function decidedPlan(present: Present, choices: Choices, { canAsk }: Context): Promise<Plan> {
  const plan = present.planFor(choices);
  const undecided = plan.flows.filter(({ action, problem }) => action === "adopt" && problem);
  if (!canAsk || undecided.length === 0) return plan;
  const { askDecisions } = await import("../ask.js");
  const decisions = await askDecisions(undecided);
  return present.planFor({ ...choices, decisions: { ...choices.decisions, ...decisions } });
}

async function consent(plan: Plan, options: ApplyOptions, { canAsk }: Context): Promise<void> {
  const { yes = false, approve, prune = false, overwriteDrift = false } = options;
  if (approve !== undefined && approve !== plan.digest) {
    throw new CommandError(
      "STALE_PLAN",
      `nothing was changed: --approve ${approve} is for another plan than this one. Read this one, then add --approve ${plan.digest}`,
    );
  }
  const needs = needsOf(plan, { yes, approve, prune, overwriteDrift });
  if (needs.length === 0) return;
  if (!canAsk) throw new CommandError("NOT_APPROVED", refusalOf(needs));
  const { askConsent } = await import("../ask.js");
  await askConsent(needs);
}

const reasons = {
  yes: "changes what is stored",
  loosens: "may loosen verification",
  drift: "writes over what was changed on the server",
  delete: "deletes stored flows",
} as const;

function refusalOf(needs: readonly Need[]): string {
  const lines = needs.map(
    ({ kind, flows, flag }) => `  ${flag}  because it ${reasons[kind]}: ${flows.join(", ")}`,
  );
  return `nothing was changed. This needs\n${lines.join("\n")}`;
}

async function applied(
  plan: Plan,
  { client, flows, stored }: Present,
  { run, locks }: { readonly run: ApplyRun; readonly locks: LockStore },
  { output, stop }: Context,
): Promise<Report> {
  const todo = plan.flows.filter(isWork);
  const onDone = ({ name, action, result, message }: Done) =>
    output.say(`${result} ${action} ${name}${message === undefined ? "" : `: ${message}`}`);
  const worked = await work(todo, { client, run, locks, flows, stored, stop, onDone });
  const blocked = plan.flows.filter(isBlocked).map(leftOut);
  for (const one of blocked) onDone(one);
  const done = [...worked, ...blocked];
  const isWhole = done.every(({ result }) => result === "done");
  const outcome = done.length === 0 ? "unchanged" : isWhole ? "applied" : "partial";
  output.say(wordsOf(outcome));
  const created = todo.filter(({ name, action }) => action === "create" && isDone(done, name));
  const twins = await twinsOf(created, client, { stored, locked: await locks.locked() }).catch(
    (error: Error) => {
      output.warn(`couldn't look whether another apply created the same flows: ${error.message}`);
      return [];
    },
  );
  for (const { name, id } of twins)
    output.warn(`${output.paint("yellow", "warning")} ${twinText(name, id)}`);
  const { environment, host, digest } = plan;
  const json: JsonObject = {
    format: "verifik-flow/apply",
    formatVersion: "1.0",
    outcome,
    environment,
    host,
    plan: digest,
    flows: done,
    twins,
  };
  return { exitCode: isWhole ? 0 : 1, json };
}

function isDone(done: readonly Done[], name: string): boolean {
  return done.some((one) => one.name === name && one.result === "done");
}

function twinText(name: string, id: string): string {
  return `the stored flow ${id} appeared while ${name} was created, with the same project and type: another apply may have created it too`;
}

function wordsOf(outcome: "unchanged" | "applied" | "partial"): string {
  if (outcome === "unchanged") return "nothing to do";
  if (outcome === "applied") return "applied";
  return "not everything was applied: fix the cause, then run `verifik-flow apply` again to continue";
}

/** A plan is for one environment, and says what becomes of each flow. */
function refuseBeside(plan: Plan, { name }: Chosen, { adopt, create }: ApplyOptions): void {
  if (plan.environment !== name) {
    throw new CommandError(
      "USAGE",
      `the plan is for ${plan.environment}, not for ${name}: leave out --env, or make a plan for ${name}`,
    );
  }
  if (adopt || create) {
    throw new CommandError(
      "USAGE",
      "the plan says already what is adopted and created: leave out --adopt and --create, or make another plan with them",
    );
  }
}

/** What was decided when the plan was made. Deleting takes consent once more. */
function choicesIn({ flows }: Plan): Choices {
  const decisions = flows.flatMap<[string, Decisions[string]]>(({ name, action, id, problem }) => {
    if (problem !== undefined) return [];
    if (action === "create") return [[name, "create"]];
    return action === "adopt" && id !== undefined ? [[name, { adopt: id }]] : [];
  });
  const prune = flows.some(({ action }) => action === "delete");
  return { decisions: Object.fromEntries(decisions), prune };
}

function stale(written: Plan, now: Plan): CommandError {
  const moved = [
    ...(written.host === now.host ? [] : [`the host, from ${written.host} to ${now.host}`]),
    ...(written.configDigest === now.configDigest ? [] : ["the code"]),
    ...(written.lockDigest === now.lockDigest ? [] : ["the lock"]),
    ...now.flows
      .filter(({ name, stored }) => {
        const then = written.flows.find((flow) => flow.name === name)?.stored;
        return then?.digest !== stored?.digest || then?.updatedAt !== stored?.updatedAt;
      })
      .map(({ name }) => `the stored flow of ${name}`),
  ];
  const what = moved.length > 0 ? moved.join(", ") : "what it would do";
  return new CommandError(
    "STALE_PLAN",
    `nothing was changed: since the plan was made, this has changed: ${what}. Make a new plan.`,
  );
}
