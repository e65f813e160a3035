import { cancel, confirm, isCancel, select, text } from "@clack/prompts";
import { CommandError } from "./command-error.js";
import type { Need } from "./plan/approval.js";
import type { Decisions } from "./plan/plan-flows.js";
import type { PlannedFlow } from "./plan/planned-flow.js";

/** Asks whether to adopt the one stored flow that may be the same. Stopping is what happens unasked. */
export async function askDecisions(flows: readonly PlannedFlow[]): Promise<Decisions> {
  const decisions: [name: string, decision: Decisions[string]][] = [];
  for (const { name, id, changes } of flows) {
    if (id === undefined) continue;
    const change = changes.length === 1 ? "1 field" : `${changes.length} fields`;
    const answer = await select({
      message: `${name} isn't in the lock. The stored flow ${id} has the same project and type, and would change in ${change}.`,
      initialValue: "stop",
      options: [
        { value: "stop", label: "Stop" },
        { value: "adopt", label: "Take it over" },
        { value: "create", label: "Create another" },
      ],
    });
    if (answer === "adopt") decisions.push([name, { adopt: id }]);
    else if (answer === "create") decisions.push([name, "create"]);
    else throw declined();
  }
  return Object.fromEntries(decisions);
}

/** Asks for what an apply needs. Rejects if somebody declines any of it. */
export async function askConsent(needs: readonly Need[]): Promise<void> {
  for (const need of needs) {
    if (need.kind === "loosens") await typeNames(need.flows);
    else await agree(questions[need.kind](need.flows.join(", ")));
  }
}

const questions = {
  yes: (flows: string) => `Apply this to ${flows}?`,
  drift: (flows: string) => `Write over what was changed on the server, in ${flows}?`,
  delete: (flows: string) => `Delete the stored ${flows}?`,
} as const;

async function agree(message: string): Promise<void> {
  const answer = await confirm({ message, initialValue: false });
  if (answer !== true) throw declined();
}

async function typeNames(flows: readonly string[]): Promise<void> {
  for (const name of flows) {
    const message = `This may loosen verification. Type ${name} to agree.`;
    const answer = await text({ message });
    if (isCancel(answer) || answer !== name) throw declined();
  }
}

function declined(): CommandError {
  cancel("Nothing was changed.");
  return new CommandError("NOT_APPROVED", "declined: nothing was changed");
}
