import { InvalidFlowError, unknownName } from "../check/invalid-flow-error.js";
import { absent, addMethod, type Draft, type DraftClass, edited } from "./draft.js";

/** `.without("redirectUrl")` takes fields back. */
export function addWithout(drafts: DraftClass, prefix: string): void {
  addMethod(drafts, "without", function (this: Draft, ...names: unknown[]) {
    return names.reduce<Draft>((draft, name) => {
      const slot = drafts.slots.get(name as string);
      if (slot !== undefined) return edited(draft, drafts, slot, absent);
      throw new InvalidFlowError([unknownName(`${prefix}without`, name, drafts.slots.keys())]);
    }, this);
  });
}
