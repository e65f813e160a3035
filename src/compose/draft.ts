import { fromCaller, fromCallerOf } from "../check/callers-stack.js";
import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";

/** One value that was set, in front of all that were set before it. */
export interface Edit {
  readonly before: Edit | undefined;
  readonly slot: number;
  readonly value: unknown;
  /** What is sent for this edit and all before it, once it was asked for. */
  body: object | undefined;
}

export const edits: unique symbol = Symbol("edits");

/** The value of a slot that was taken back. */
export const absent = Symbol("absent");

/**
 * An immutable builder. A call adds one edit and copies nothing, so that every earlier draft stays as
 * it was and shares all that did not change. There is no base class, and the edits stand under a symbol
 * and not in a private field, because every call makes a draft and either would double what it takes.
 */
export interface Draft {
  readonly [edits]: Edit | undefined;
}

/** A class of drafts; each of its fields has a slot, by the builder's name. */
export interface DraftClass {
  new (last?: Edit): Draft;
  readonly slots: Map<string, number>;
}

/** A new class of drafts, without any field yet. */
export function draftClass(): DraftClass {
  return class implements Draft {
    static readonly slots = new Map<string, number>();
    declare readonly [edits]: Edit | undefined;

    constructor(last?: Edit) {
      this[edits] = last;
    }
  };
}

/** A slot of its own for one more field. */
export function newSlot({ slots }: DraftClass, name: string): number {
  const slot = slots.size;
  slots.set(name, slot);
  return slot;
}

/** Gives the drafts a method of their own, whose errors begin where it was called. */
export function addMethod(drafts: DraftClass, name: string, method: DraftMethod): void {
  const placed: DraftMethod = function (...given) {
    try {
      if (!(this instanceof drafts)) throw astray(this, name);
      return method.apply(this, given);
    } catch (error) {
      throw fromCaller(error, placed);
    }
  };
  addProperty(drafts, name, placed);
}

/** {@link addMethod} for a method whose errors come later. */
export function addAsyncMethod(drafts: DraftClass, name: string, method: DraftMethod): void {
  const placed: DraftMethod = async function (...given) {
    const place = fromCallerOf(placed);
    try {
      if (!(this instanceof drafts)) throw astray(this, name);
      return await method.apply(this, given);
    } catch (error) {
      throw place(error);
    }
  };
  addProperty(drafts, name, placed);
}

/** What a draft is told to do. */
type DraftMethod = (this: Draft, ...given: never[]) => unknown;

export function addProperty({ prototype }: DraftClass, name: PropertyKey, value: unknown): void {
  Object.defineProperty(prototype, name, { value });
}

/** The draft with one more value. */
export function edited(draft: Draft, as: DraftClass, slot: number, value: unknown): Draft {
  return new as({ before: draft[edits], slot, value, body: undefined });
}

/** A method that was called on something else than its own builder, or on nothing: plain JavaScript can. */
function astray(draft: unknown, name: string): InvalidFlowError {
  const expected = `a call on its own builder, like builder.${name}(…)`;
  return new InvalidFlowError([issueOf(name, draft, `doesn't have .${name}()`, expected)]);
}

/** What was last set in the slot. */
export function latest(draft: Draft, slot: number): unknown {
  for (let edit = draft[edits]; edit; edit = edit.before) {
    if (edit.slot === slot) return edit.value === absent ? undefined : edit.value;
  }
  return undefined;
}

/** What `write` makes of the latest values, made once: drafts that share a section share its body. */
export function bodyOf<Body extends object | undefined>(
  draft: Draft,
  { slots }: DraftClass,
  write: (values: readonly unknown[]) => Body,
): Body {
  const last = draft[edits];
  if (!last) return write([]);
  last.body ??= write(values(last, slots.size));
  return last.body as Body;
}

function values(last: Edit, slots: number): readonly unknown[] {
  const latest: unknown[] = new Array(slots).fill(undefined);
  for (let edit: Edit | undefined = last; edit; edit = edit.before) {
    if (latest[edit.slot] === undefined) latest[edit.slot] = edit.value;
  }
  return latest;
}
