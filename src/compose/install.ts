import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { readerOf } from "../model/read-value.js";
import type { FlagRow, Rows, ValueRow } from "../model/row.js";
import { type Place, walk } from "../model/walk.js";
import {
  absent,
  addMethod,
  bodyOf,
  type Draft,
  type DraftClass,
  draftClass,
  edited,
  latest,
  newSlot,
} from "./draft.js";
import { type Refine, refineByCallback, refineByObject } from "./refine.js";
import { addWithout } from "./without.js";

/** Writes the part of a body that stands for some fields, and says whether any of them is set. */
type Write = (body: Record<string, unknown>, values: readonly unknown[]) => boolean;

/**
 * Where the part of the body that stands for a field comes from: the slot that holds it, or what is made
 * of all slots.
 */
type Source = number | ((values: readonly unknown[]) => object | undefined);

/** Gives a class of drafts the method of one field. */
type Install = (drafts: DraftClass) => { readonly wire: string; readonly source: Source };

/** Gives a class of drafts the methods of every row. */
export function installAll(drafts: DraftClass, rows: Rows): Write {
  const installs = walk<Install>(rows, (place, inner) => (drafts) => ({
    wire: place.wire,
    source: install(drafts, place, inner),
  }));
  const write = installEach(drafts, installs);
  addWithout(drafts, "");
  return write;
}

function install(drafts: DraftClass, place: Place, inner: readonly Install[]): Source {
  const { row } = place;
  switch (row.kind) {
    case "group":
      return installGroup(drafts, inner);
    case "section":
      return installNested(drafts, place, inner, refineByCallback);
    case "record":
      return installNested(drafts, place, inner, (start, given, path) =>
        refineByObject(row.rows, start, given, path),
      );
    case "flag":
      return installFlag(drafts, place, row);
    case "word":
    case "text":
    case "texts":
    case "decimal":
    case "integer":
    case "id":
    case "url":
    case "records":
      return installValue(drafts, place, row);
  }
}

function installGroup(drafts: DraftClass, inner: readonly Install[]): Source {
  const write = installEach(drafts, inner);
  return (values) => part(write, values);
}

/** A bare call means true. */
function installFlag(drafts: DraftClass, { name, path }: Place, row: FlagRow): Source {
  const slot = newSlot(drafts, name);
  const read = readerOf(row);
  addMethod(drafts, name, function (this: Draft, ...given: unknown[]) {
    return edited(this, drafts, slot, read(given.length === 0 ? true : given[0], path));
  });
  return slot;
}

function installValue(drafts: DraftClass, { name, path }: Place, row: ValueRow): Source {
  const slot = newSlot(drafts, name);
  const read = readerOf(row);
  addMethod(drafts, name, function (this: Draft, value: unknown) {
    return edited(this, drafts, slot, read(value, path));
  });
  return slot;
}

function installEach(drafts: DraftClass, installs: readonly Install[]): Write {
  const sources = installs.map((install) => install(drafts));
  return (body, values) => {
    let any = false;
    for (const { wire, source } of sources) {
      const value = typeof source === "number" ? values[source] : source(values);
      if (value === undefined || value === absent) continue;
      body[wire] = value;
      any = true;
    }
    return any;
  };
}

/** A part of a body of its own; `undefined` if nothing of it is set. */
function part(write: Write, values: readonly unknown[]): object | undefined {
  const body = {};
  return write(body, values) ? Object.freeze(body) : undefined;
}

function installNested(
  drafts: DraftClass,
  { name, path }: Place,
  inner: readonly Install[],
  refine: Refine,
): Source {
  const Section = draftClass();
  const inSection = installEach(Section, inner);
  const write = (values: readonly unknown[]) => part(inSection, values);
  addWithout(Section, `${path}.`);
  Object.freeze(Section.prototype);
  const empty = Object.freeze(new Section());
  const slot = newSlot(drafts, name);
  addMethod(drafts, name, function (this: Draft, argument: unknown) {
    const before = latest(this, slot) as Draft | undefined;
    const after = refine(before ?? empty, argument, path);
    if (after instanceof Section) return edited(this, drafts, slot, after);
    const expected = "the callback to return the builder that it was given";
    throw new InvalidFlowError([issueOf(path, after, "is not that builder", expected)]);
  });
  return (values) => {
    const section = values[slot];
    return section instanceof Section ? bodyOf(section, Section, write) : undefined;
  };
}
