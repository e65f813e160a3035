import type { JsonObject } from "../../model/json.js";
import { inOrder, type Turn, type Way } from "../../print/diagram.js";
import type { Chapter } from "../../print/wording.js";
import { leadsTo } from "../shared/way.js";
import { type ChapterName, chapters } from "./chapters.js";
import { english } from "./english.js";
import { isStep, mayContinueWithoutKyc, requirementOf } from "./steps.js";

/** The applicant's way: the steps that aren't skipped, and what comes with them. */
export function wayOf(data: JsonObject): Way {
  const titles = english().chapters;
  const names = stopsIn(data);
  const stops = names.map((id) => ({ id, lines: [titles[id], ...detailsOf(id, data)] }));
  const turns = [...inOrder(names), ...names.flatMap((name) => skipOf(name, names, data))];
  if (!mayContinueWithoutKyc(data)) return { stops, turns };
  const end = { id: "withoutKyc", lines: ["Completed without KYC"] };
  const out = { from: "instructions", to: end.id, instead: "continues without KYC" };
  return { stops: [...stops, end], turns: [...turns, out] };
}

function stopsIn(data: JsonObject): readonly ChapterName[] {
  const all: Readonly<Record<ChapterName, Chapter>> = chapters;
  return (Object.keys(all) as ChapterName[]).filter((name) => all[name].isStop?.(data));
}

/** The stops that nobody comes to who skips the step in front of them. */
const dependent: readonly ChapterName[] = ["emailCode", "phoneCode", "comparison"];

function skipOf(
  name: ChapterName,
  names: readonly ChapterName[],
  data: JsonObject,
): readonly Turn[] {
  const later = names.slice(names.indexOf(name) + 1);
  const to = later.find((other) => !dependent.includes(other));
  const optional = isStep(name) && requirementOf(name, data) === "optional";
  return optional && to ? [{ from: name, to, instead: "skips it" }] : [];
}

function detailsOf(name: ChapterName, data: JsonObject): readonly string[] {
  if (isStep(name)) return [requirementOf(name, data) ?? "not set"];
  if (name === "comparison") return ["if there are both"];
  return name === "end" ? leadsTo(data) : [];
}
