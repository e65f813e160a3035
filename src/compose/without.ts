import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { absent, addMethod, type Draft, type DraftClass, edited } from "./draft.js";

/** `.without("redirectUrl")` takes fields back. */
export function addWithout(drafts: DraftClass, prefix: string): void {
  addMethod(drafts, "without", function (this: Draft, ...names: unknown[]) {
    return names.reduce<Draft>((draft, name) => {
      const slot = drafts.slots.get(name as string);
      if (slot === undefined) throw unknownName(`${prefix}without`, name, [...drafts.slots.keys()]);
      return edited(draft, drafts, slot, absent);
    }, this);
  });
}

export function unknownName(
  path: string,
  name: unknown,
  known: readonly string[],
): InvalidFlowError {
  const expected = `one of ${known.join(", ")}`;
  return new InvalidFlowError([issueOf(path, name, "is not known here", expected)]);
}
