import { Draft } from "../builder/draft.js";
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
    install(builder, name, path) {
      const set = function (this: Draft, ...given: unknown[]) {
        return Draft.edit(this, name, read(given.length === 0 ? whenBare : given[0], path));
      };
      Object.defineProperty(builder, name, { value: set });
    },
    write: (values, name) => values.get(name),
  };
}
