import { InvalidFlowError, unknownName } from "../check/invalid-flow-error.js";
import { absent, addMethod, type Draft, type DraftClass, edited } from "./draft.js";

/** `.without("redirectUrl")` takes fields back. */
export function addWithout(drafts: DraftClass, prefix: string): void {
  addMethod(drafts, "without", function (this: Draft, ...names: unknown[]) {
    const unknown = names.filter((name) => !drafts.slots.has(name as string));
    if (unknown.length > 0) {
      const known = [...drafts.slots.keys()];
      throw new InvalidFlowError(
        unknown.map((name) => unknownName(`${prefix}without`, name, known)),
      );
    }
    return names.reduce<Draft>(
      (draft, name) => edited(draft, drafts, drafts.slots.get(name as string) as number, absent),
      this,
    );
  });
}
