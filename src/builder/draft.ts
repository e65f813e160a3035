/**
 * An immutable builder: one edit in front of the draft that it changed, so that every earlier draft
 * stays as it was and shares all that did not change.
 */
export abstract class Draft {
  readonly #before: Draft | undefined;
  readonly #name: string | undefined;
  readonly #value: unknown;
  #body: object | undefined;

  constructor(before?: Draft, name?: string, value?: unknown) {
    this.#before = before;
    this.#name = name;
    this.#value = value;
  }

  /** The draft with one more value; its own class's constructor makes it. */
  static edit(draft: Draft, name: string, value: unknown): Draft {
    return Reflect.construct(draft.constructor, [draft, name, value]);
  }

  /** What was last set under the name. */
  static latest(draft: Draft, name: string): unknown {
    for (let edit: Draft | undefined = draft; edit; edit = edit.#before) {
      if (edit.#name === name) return edit.#value;
    }
    return undefined;
  }

  /** What `write` makes of the latest values, made once: drafts that share a section share its body. */
  static body<Body extends object | undefined>(
    draft: Draft,
    write: (values: ReadonlyMap<string, unknown>) => Body,
  ): Body {
    draft.#body ??= write(draft.#values());
    return draft.#body as Body;
  }

  #values(): ReadonlyMap<string, unknown> {
    const values = new Map<string, unknown>();
    for (let edit: Draft | undefined = this; edit; edit = edit.#before) {
      if (edit.#name !== undefined && !values.has(edit.#name)) values.set(edit.#name, edit.#value);
    }
    return values;
  }
}
