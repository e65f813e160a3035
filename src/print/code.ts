/** A value in the code of a call, before it's laid out. */
export type Code = Literal | List | Fields | Callback;

/** What no line break divides. */
interface Literal {
  readonly kind: "literal";
  readonly text: string;
}

interface List {
  readonly kind: "list";
  readonly items: readonly Code[];
}

/** An object, by its fields. */
interface Fields {
  readonly kind: "fields";
  readonly fields: readonly (readonly [name: string, value: Code])[];
}

interface Callback extends Chain {
  readonly kind: "callback";
}

/** Calls that follow each other on what `start` is. */
export interface Chain {
  readonly start: string;
  readonly calls: readonly Call[];
}

export interface Call {
  readonly method: string;
  readonly argument?: Code | undefined;
}

/** The literal of a text, a number, a boolean, or a list of texts. */
export function literalOf(value: unknown): Code {
  if (Array.isArray(value)) return { kind: "list", items: value.map(literalOf) };
  const text = typeof value === "string" ? quoted(value) + typeOf(value) : String(value);
  return { kind: "literal", text };
}

/** The compiler takes the spaces in front off one by one, and gives up after a thousand. */
function typeOf(text: string): string {
  return /^\s{900}/.test(text) ? " as string" : "";
}

/** Escapes what a reader wouldn't see. In the quotes that need fewer escapes, as formatters like it. */
function quoted(text: string): string {
  const json = JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
  if (count(text, '"') <= count(text, "'")) return json;
  return `'${json.slice(1, -1).replace(/'|\\./g, (part) => inSingle[part] ?? part)}'`;
}

const inSingle: Readonly<Record<string, string>> = { "'": "\\'", '\\"': '"' };

function escaped(character: string): string {
  const units = character.split("");
  return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
