import { cureFor } from "../check/nearest.js";
import { show } from "../check/show.js";
import { CommandError } from "./command-error.js";
import type { Choices } from "./situation.js";

export interface ChoiceOptions {
  /** `co=<id>`, as often as needed. */
  readonly adopt?: readonly string[];
  readonly create?: readonly string[];
  readonly prune?: boolean;
}

/** What the flags decide of flows that the code has and the lock doesn't. */
export function choicesOf(
  { adopt = [], create = [], prune = false }: ChoiceOptions,
  open: readonly string[],
): Choices {
  const adopted = adopt.map((text) => {
    const [name = "", id = "", ...rest] = text.split("=");
    if (name !== "" && id !== "" && rest.length === 0) return [name, { adopt: id }] as const;
    throw new CommandError(
      "USAGE",
      `--adopt ${text} isn't a name and an id: write --adopt co=<id>`,
    );
  });
  const created = create.map((name) => [name, "create"] as const);
  const decisions = [...adopted, ...created];
  for (const [name] of decisions) refuseOther(name, open);
  refuseTwice(decisions.map(([name]) => name));
  refuseTwice(adopted.map(([, { adopt: id }]) => id.toLowerCase()));
  return { decisions: Object.fromEntries(decisions), prune };
}

/** A flow can't be two stored flows, nor the other way round. */
function refuseTwice(given: readonly string[]): void {
  const twice = given.find((one, index) => given.indexOf(one) < index);
  if (twice === undefined) return;
  throw new CommandError("USAGE", `--adopt and --create have ${twice} twice: name each once`);
}

/** What has no effect isn't what somebody meant. */
function refuseOther(name: string, open: readonly string[]): void {
  if (open.includes(name)) return;
  if (open.length === 0) {
    throw new CommandError(
      "USAGE",
      "the lock has every flow of the code, and all are stored: leave out --adopt and --create",
    );
  }
  const cure = cureFor(name, open, `expected ${open.join(", ")}`);
  throw new CommandError(
    "USAGE",
    `${show(name)} isn't a flow of the code that the lock lacks: ${cure}`,
  );
}
