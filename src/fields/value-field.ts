import { type Draft, edited } from "../builder/draft.js";
import type { ValueField } from "./field.js";

/** A field that a setter of its own name sets; a bare call sets `whenBare`. */
export function valueField<Kind extends string, Value>(
  kind: Kind,
  expected: string,
  read: (value: unknown, path: string) => Value,
  whenBare?: Value,
): ValueField<Kind, Value> {
  return {
    kind,
    expected,
    read,
    install(drafts, name, path) {
      const slot = drafts.slots++;
      const set = function (this: Draft, ...given: unknown[]) {
        const value = given.length === 0 ? whenBare : given[0];
        return edited(this, drafts, slot, read(value, path));
      };
      Object.defineProperty(drafts.prototype, name, { value: set });
      return slot;
    },
  };
}
