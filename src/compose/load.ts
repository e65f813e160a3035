import type { JsonObject } from "../model/json.js";
import type { Row, Rows } from "../model/row.js";
import { type Draft, type DraftClass, type Edit, edited, edits } from "./draft.js";

/** A draft with a method for each row. */
type Builder = Draft & { readonly [method: string]: (argument: unknown) => Builder };

/**
 * The flow of a body, which was read by the rows of the empty flow's type: nothing of it is judged again.
 */
export function loaded<Flow extends object>(empty: Flow, rows: Rows, body: JsonObject): Flow {
  const builder = empty as unknown as Builder;
  return new (classOf(builder))(new LoadedEdit(builder, rows, body)) as unknown as Flow;
}

/**
 * The last of the edits that a person would have made. They are made when somebody builds on the flow: most
 * flows that are parsed are only sent, and for them that would be half of the time.
 */
class LoadedEdit implements Edit {
  #made: Edit | undefined;

  constructor(
    readonly empty: Builder,
    readonly rows: Rows,
    readonly body: JsonObject,
  ) {}

  get before() {
    return this.#last.before;
  }

  get slot() {
    return this.#last.slot;
  }

  get value() {
    return this.#last.value;
  }

  get #last(): Edit {
    this.#made ??= withFields(this.empty, this.rows, this.body)[edits];
    return this.#made as Edit; // every body has a field: those that are required
  }
}

function withFields(draft: Builder, rows: Rows, part: JsonObject): Builder {
  return Object.entries(rows).reduce((before, [name, row]) => {
    const value = part[row.wire ?? name];
    return value === undefined ? before : withField(before, name, row, value);
  }, draft);
}

function withField(draft: Builder, name: string, row: Row, value: unknown): Builder {
  switch (row.kind) {
    case "group":
      return withFields(draft, row.rows, value as JsonObject);
    case "section":
      return call(draft, name, (section: Builder) =>
        withFields(section, row.rows, value as JsonObject),
      );
    case "record":
      return call(draft, name, value);
    default: {
      const drafts = classOf(draft);
      return edited(draft, drafts, drafts.slots.get(name) as number, value) as Builder;
    }
  }
}

function call(draft: Builder, name: string, argument: unknown): Builder {
  return draft[name]?.(argument) ?? draft;
}

function classOf(draft: Builder): DraftClass {
  return draft.constructor as unknown as DraftClass;
}
