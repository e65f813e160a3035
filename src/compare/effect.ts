import type { ValueRow } from "../model/row.js";

/** What a change does to verification: `"unclear"` if Verifik's documentation doesn't settle it. */
export type Effect = "tightens" | "loosens" | "neutral" | "unclear";

/** What it does to change between two values that the row accepts, either of which may be absent. */
export function effectOf(row: ValueRow, before: unknown, after: unknown): Effect {
  const { stricter } = row;
  if (stricter === "neutral" || stricter === "unclear") return stricter;
  const [from, to] = [before, after].map((value) => value ?? defaultOf(row));
  if (from === undefined || to === undefined) return "unclear";
  switch (stricter) {
    case "on":
    case "higher":
      return ofRise(Number(to) - Number(from));
    case "off":
    case "lower":
      return ofRise(Number(from) - Number(to));
    case "more":
      return ofGrowth(textsOf(from), textsOf(to));
    case "fewer":
      return ofGrowth(textsOf(to), textsOf(from));
  }
  const rankOf = (value: unknown) => stricter.findIndex((rank) => rank.includes(String(value)));
  return ofRise(rankOf(to) - rankOf(from));
}

function defaultOf(row: ValueRow): unknown {
  return "byDefault" in row ? row.byDefault : undefined;
}

function ofRise(difference: number): Effect {
  if (difference === 0) return "neutral";
  return difference > 0 ? "tightens" : "loosens";
}

/** Of a list that is stricter the more it holds. Neither order nor repetition makes a difference. */
function ofGrowth(from: ReadonlySet<string>, to: ReadonlySet<string>): Effect {
  const loses = [...from].some((item) => !to.has(item));
  const gains = [...to].some((item) => !from.has(item));
  if (loses) return gains ? "unclear" : "loosens";
  return gains ? "tightens" : "neutral";
}

function textsOf(list: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(list) ? list.map((item) => JSON.stringify(item)) : []);
}
