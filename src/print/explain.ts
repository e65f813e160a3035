import type { FlowData } from "../model/flow-data.js";
import { chaptersOf, homeOf, type Written } from "./chapters.js";
import { type Held, heldIn } from "./held.js";
import { general, type Locale } from "./locale.js";
import { codeSpan, section } from "./markdown.js";
import { toldOf } from "./told.js";
import type { Telling } from "./wording.js";

/** Markdown that says what a flow asks of somebody. Without a telling, its fields and their values. */
export function explain(flow: FlowData, telling: Telling | undefined, locale: Locale): string {
  const words = general[locale];
  const wording = telling?.wording[locale]();
  const held = heldIn(flow);
  const told = held.flatMap((field) => toldOf(field, wording?.sayings, words.none));
  const written = telling ? chaptersOf(telling, told, flow.data, locale) : [];
  const others = told.filter(({ path }) => !homeOf(path, telling?.chapters ?? {}));
  return [
    `# ${wording?.title ?? `${words.flow} ${codeSpan(flow.type.type)}`}\n`,
    ...written.flatMap((chapter) => section(headingOf(chapter, written), chapter.says)),
    ...section(
      words.others,
      others.map(({ says }) => says),
    ),
    ...section(wording?.fails ?? words.fails, [...new Set(written.flatMap(({ fails }) => fails))]),
    ...section(words.refused, held.flatMap(refusedIn)),
  ].join("\n");
}

function headingOf(chapter: Written, all: readonly Written[]): string {
  const number = all.filter(({ stop }) => stop).indexOf(chapter) + 1;
  return number > 0 ? `${number}. ${chapter.title}` : chapter.title;
}

/** The path, and what stands there unless that is of a person on a list. */
function refusedIn({ row, issues, inner }: Held): readonly string[] {
  const own = issues.map(({ path, received }) =>
    row.kind === "records" ? codeSpan(path) : `${codeSpan(path)}: ${codeSpan(received)}`,
  );
  return [...own, ...inner.flatMap(refusedIn)];
}
