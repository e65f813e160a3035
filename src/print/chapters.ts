import type { JsonObject } from "../model/json.js";
import type { Locale } from "./locale.js";
import { filled, type Told } from "./told.js";
import type { Chapter, Telling } from "./wording.js";

/** A chapter as it's written. */
export interface Written {
  readonly title: string;
  /** Whether it's a stop that somebody comes by. */
  readonly stop: boolean;
  readonly says: readonly string[];
  readonly fails: readonly string[];
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
  return Object.entries(chapters).flatMap(([name, chapter]) => {
    const own = chapter.fields.flatMap((home) =>
      told.filter(({ path }) => homeOf(path, chapters) === home),
    );
    const follows = holding
      .filter(([, fact]) => fact.chapter === name)
      .map(([fact]) => filled(words.facts[fact] ?? fact));
    return written(words.chapters[name] ?? name, chapter, [...own, ...follows], data);
  });
}

function written(
  title: string,
  { isStop }: Chapter,
  points: readonly Told[],
  data: JsonObject,
): readonly Written[] {
  const stop = isStop?.(data);
  const says = points.map((point) => point.says);
  const fails = stop === false ? [] : points.flatMap((point) => point.fails ?? []);
  return says.length > 0 ? [{ title, stop: stop ?? false, says, fails }] : [];
}

/** The path in a chapter that says most of where the field belongs; `undefined` if none does. */
export function homeOf(path: string, chapters: Telling["chapters"]): string | undefined {
  return Object.values(chapters)
    .flatMap(({ fields }) => fields)
    .filter((field) => path === field || path.startsWith(`${field}.`))
    .sort((one, other) => other.length - one.length)[0];
}
