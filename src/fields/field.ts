import type { DraftClass } from "../builder/draft.js";

/**
 * Where the part of the body that stands for a field comes from: the slot that holds it, or what a group
 * makes of all slots; `undefined` if nothing of it is set.
 */
type Source = number | ((values: readonly unknown[]) => object | undefined);

interface FieldMethods {
  /** The name in the body, where it differs from the builder's. */
  readonly wire?: string;
  /** Gives a class of drafts this field's methods. `path` is where the builder's user meets it. */
  install(drafts: DraftClass, name: string, path: string): Source;
}

/** A field that one call sets to one value. */
export interface ValueField<Kind extends string, Value> extends FieldMethods {
  readonly kind: Kind;
  /** What is accepted, for the field reference. */
  readonly expected: string;
  /** The value, copied if it could change. Throws `InvalidFlowError` with the path if it is refused. */
  read(value: unknown, path: string): Value;
}

/** Fields that are nested in the body. */
export interface Group<Rows extends Fields = Fields> extends FieldMethods {
  readonly fields: Rows;
  /** Whether the builder that holds the group has its methods, so that no path names the group. */
  readonly inline: boolean;
}

export interface Fields {
  readonly [name: string]: ValueField<string, unknown> | Group;
}

/** Gives a class of drafts the methods of every field. */
export function installAll(
  drafts: DraftClass,
  fields: Fields,
  path = "",
): (values: readonly unknown[]) => object | undefined {
  const rows = Object.entries(fields).map(([name, field]) => ({
    wire: field.wire ?? name,
    source: field.install(drafts, name, path + name),
  }));
  return (values) => {
    const body: Record<string, unknown> = {};
    let empty = true;
    for (const { wire, source } of rows) {
      const value = typeof source === "number" ? values[source] : source(values);
      if (value === undefined) continue;
      body[wire] = value;
      empty = false;
    }
    return empty ? undefined : Object.freeze(body);
  };
}
