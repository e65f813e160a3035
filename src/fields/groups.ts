import { Draft } from "../builder/draft.js";
import { InvalidFlowError, issueOf } from "../invalid-flow-error.js";
import { type Fields, type Group, installAll, type ValueField, writeAll } from "./field.js";

/** Nested in the body, while its methods stand on the builder that holds it. */
export function group<Rows extends Fields>(fields: Rows): Group<Rows> {
  return {
    fields,
    inline: true,
    install: (builder) => installAll(builder, fields),
    write: (values) => writeAll(fields, values),
  };
}

/** What a call makes of the nested draft that an earlier call left, or of an empty one. */
type Refine = (nested: Draft, argument: unknown, path: string) => unknown;

function nested<Rows extends Fields>(fields: Rows, refine: Refine): Group<Rows> {
  return {
    fields,
    inline: false,
    install(builder, name, path) {
      class Section extends Draft {}
      installAll(Section.prototype, fields, `${path}.`);
      const empty = new Section();
      const set = function (this: Draft, argument: unknown) {
        const before = Draft.latest(this, name) as Section | undefined;
        const after = refine(before ?? empty, argument, path);
        if (after instanceof Section) return Draft.edit(this, name, after);
        const expected = "the callback to return the builder that it was given";
        throw new InvalidFlowError([issueOf(path, after, "is not that builder", expected)]);
      };
      Object.defineProperty(builder, name, { value: set });
    },
    write(values, name) {
      const section = values.get(name) as Draft | undefined;
      return section && Draft.body(section, (inner) => writeAll(fields, inner));
    },
  };
}

/** Nested in the body, and refined by a callback that is given a builder of its own. */
export function section<Rows extends Fields>(fields: Rows): Group<Rows> {
  return nested(fields, (builder, callback, path) => {
    if (typeof callback === "function") return callback(builder);
    throw new InvalidFlowError([issueOf(path, callback, "is not a function", "a callback")]);
  });
}

/** Nested in the body, and set from an object with any of the fields. */
export function record<Rows extends Readonly<Record<string, ValueField<string, unknown>>>>(
  fields: Rows,
): Group<Rows> {
  return nested(fields, (start, given, path) => {
    if (typeof given !== "object" || given === null) {
      throw new InvalidFlowError([issueOf(path, given, "is not an object", "an object")]);
    }
    return Object.entries(given).reduce((draft, [name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field) return Draft.edit(draft, name, field.read(value, `${path}.${name}`));
      const expected = `one of ${Object.keys(fields).join(", ")}`;
      throw new InvalidFlowError([issueOf(path, name, "is not known here", expected)]);
    }, start);
  });
}
