import { CommandError } from "./command-error.js";
import type { Choices } from "./situation.js";

export interface ChoiceOptions {
  /** `co=<id>`, as often as needed. */
  readonly adopt?: readonly string[];
  readonly create?: readonly string[];
  readonly prune?: boolean;
}

/** What the flags decide. */
export function choicesOf({ adopt = [], create = [], prune = false }: ChoiceOptions): Choices {
  const adopted = adopt.map((text) => {
    const [name = "", id = "", ...rest] = text.split("=");
    if (name !== "" && id !== "" && rest.length === 0) return [name, { adopt: id }] as const;
    throw new CommandError(
      "USAGE",
      `--adopt ${text} isn't a name and an id: write --adopt co=<id>`,
    );
  });
  const created = create.map((name) => [name, "create"] as const);
  return { decisions: Object.fromEntries([...adopted, ...created]), prune };
}
