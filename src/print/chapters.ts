import type { JsonObject } from "../model/json.js";
import type { Locale } from "./locale.js";
import { filled, type Told } from "./told.js";
import type { Telling } from "./wording.js";

/** A chapter as it's written. */
export interface Written {
  readonly title: string;
  readonly numbered: boolean;
  readonly points: readonly Told[];
}

/** The chapters that have something to say, in their order. */
export function chaptersOf(
  { chapters, facts, wording }: Telling,
  told: readonly Told[],
  data: JsonObject,
  locale: Locale,
): readonly Written[] {
  const words = wording[locale]();
  const holding = Object.entries(facts).filter(([, { holds }]) => holds(data));
  return Object.entries(chapters).flatMap(([name, { fields, numbered = false }]) => {
    const own = fields.flatMap((home) =>
      told.filter(({ path }) => homeOf(path, chapters) === home),
    );
    const follows = holding
      .filter(([, { chapter }]) => chapter === name)
      .map(([fact]) => filled(words.facts[fact] ?? fact));
    const points = [...own, ...follows];
    return points.length > 0 ? [{ title: words.chapters[name] ?? name, numbered, points }] : [];
  });
}

/** The path in a chapter that says most of where the field belongs; `undefined` if none does. */
export function homeOf(path: string, chapters: Telling["chapters"]): string | undefined {
  return Object.values(chapters)
    .flatMap(({ fields }) => fields)
    .filter((field) => path === field || path.startsWith(`${field}.`))
    .sort((one, other) => other.length - one.length)[0];
}
