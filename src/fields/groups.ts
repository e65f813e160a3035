import { bodyOf, type Draft, type Edit, edited, edits, latest } from "../builder/draft.js";
import { InvalidFlowError, issueOf } from "../invalid-flow-error.js";
import { type Fields, type Group, installAll, type ValueField } from "./field.js";

/** Nested in the body, while its methods stand on the builder that holds it. */
export function group<Rows extends Fields>(fields: Rows): Group<Rows> {
  return { fields, inline: true, install: (drafts) => installAll(drafts, fields) };
}

/** What a call makes of the section that an earlier call left, or of an empty one. */
type Refine = (section: Draft, argument: unknown, path: string) => unknown;

function nested<Rows extends Fields>(fields: Rows, refine: Refine): Group<Rows> {
  return {
    fields,
    inline: false,
    install(drafts, name, path) {
      class Section implements Draft {
        static slots = 0;
        declare readonly [edits]: Edit | undefined;

        constructor(last?: Edit) {
          this[edits] = last;
        }
      }
      const write = installAll(Section, fields, `${path}.`);
      const empty = new Section();
      const slot = drafts.slots++;
      const set = function (this: Draft, argument: unknown) {
        const before = latest(this, slot) as Section | undefined;
        const after = refine(before ?? empty, argument, path);
        if (after instanceof Section) return edited(this, drafts, slot, after);
        const expected = "the callback to return the builder that it was given";
        throw new InvalidFlowError([issueOf(path, after, "is not that builder", expected)]);
      };
      Object.defineProperty(drafts.prototype, name, { value: set });
      return (values) => {
        const section = values[slot] as Section | undefined;
        return section && bodyOf(section, Section.slots, write);
      };
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
  const known = `one of ${Object.keys(fields).join(", ")}`;
  return nested(fields, (start, given, path) => {
    if (typeof given !== "object" || given === null) {
      throw new InvalidFlowError([issueOf(path, given, "is not an object", "an object")]);
    }
    let section = start as Draft & Setters;
    for (const [name, value] of Object.entries(given)) {
      const set = Object.hasOwn(fields, name) ? section[name] : undefined;
      if (!set) throw new InvalidFlowError([issueOf(path, name, "is not known here", known)]);
      section = set.call(section, value);
    }
    return section;
  });
}

interface Setters {
  readonly [name: string]: (value: unknown) => Draft & Setters;
}
