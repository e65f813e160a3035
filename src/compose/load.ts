import type { JsonObject } from "../model/json.js";
import type { Row, Rows } from "../model/row.js";
import { type Draft, type DraftClass, edited } from "./draft.js";

/** A draft with a method for each row. */
type Builder = Draft & { readonly [method: string]: (argument: unknown) => Builder };

/**
 * The draft with all that the body has. The body is one that was read by the same rows: nothing of it is
 * judged again, which would double the time.
 */
export function loaded<Flow extends object>(draft: Flow, rows: Rows, body: JsonObject): Flow {
  const drafts = draft.constructor as unknown as DraftClass;
  return Object.entries(rows).reduce<Builder>(
    (before, [name, row]) => {
      const value = body[row.wire ?? name];
      return value === undefined ? before : withValue(before, drafts, name, row, value);
    },
    draft as unknown as Builder,
  ) as unknown as Flow;
}

function withValue(
  draft: Builder,
  drafts: DraftClass,
  name: string,
  row: Row,
  value: unknown,
): Builder {
  const part = value as JsonObject;
  switch (row.kind) {
    case "group":
      return loaded(draft, row.rows, part);
    case "section":
      return method(draft, name, (section: Builder) => loaded(section, row.rows, part));
    case "record":
      return method(draft, name, part);
    default:
      return edited(draft, drafts, drafts.slots.get(name) as number, value) as Builder;
  }
}

function method(draft: Builder, name: string, argument: unknown): Builder {
  return draft[name]?.(argument) ?? draft;
}
