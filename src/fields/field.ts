/** How a value gets into a draft, and from there into the body. */
interface FieldMethods {
  /** The name in the body, where it differs from the builder's. */
  readonly wire?: string;
  /** Puts the methods of this field on a builder. `path` is where the builder's user meets it. */
  install(builder: object, name: string, path: string): void;
  /** The part of the body that stands for this field, out of all that a draft holds. */
  write(values: ReadonlyMap<string, unknown>, name: string): unknown;
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

export function installAll(builder: object, fields: Fields, path = ""): void {
  for (const [name, field] of Object.entries(fields)) field.install(builder, name, path + name);
}

/** The values in the table's order and under their names in the body; `undefined` if there are none. */
export function writeAll(fields: Fields, values: ReadonlyMap<string, unknown>): object | undefined {
  const body: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = field.write(values, name);
    if (value !== undefined) body[field.wire ?? name] = value;
  }
  return Object.keys(body).length > 0 ? Object.freeze(body) : undefined;
}
