import type { JsonObject } from "../../model/json.js";
import { inOrder, type Way } from "../../print/diagram.js";
import { leadsTo } from "../shared/way.js";
import type { ChapterName } from "./chapters.js";
import { english } from "./english.js";
import type { LoginFlowBody } from "./flow.js";

/** The methods that are offered, side by side, and who comes through. */
export function wayOf(data: JsonObject): Way {
  const { chapters } = english();
  const methods = methodsIn(data).map((id) => ({ id, lines: [chapters[id]] }));
  const start = { id: "start", lines: [methods.length > 0 ? "Login" : "Login without a method"] };
  const end = { id: "end", lines: [chapters.end, ...leadsTo(data)] };
  const ends = isListed(data)
    ? [{ id: "people", lines: [chapters.people, "only people on the list"] }, end]
    : [end];
  const turns = methods.flatMap(({ id }) => inOrder([start.id, id, ends[0]?.id ?? end.id]));
  return {
    stops: [start, ...methods, ...ends],
    turns: [...turns, ...inOrder(ends.map(({ id }) => id))],
  };
}

function methodsIn(data: JsonObject): readonly ChapterName[] {
  const { loginSettings: settings } = data as Partial<LoginFlowBody>;
  return [
    ...(settings?.email === true ? (["emailCode"] as const) : []),
    ...(settings?.phone === true ? (["phoneCode"] as const) : []),
    ...(settings?.faceLiveness === true ? (["selfie"] as const) : []),
  ];
}

function isListed(data: JsonObject): boolean {
  return (data as Partial<LoginFlowBody>).security?.strategy === "whitelist";
}
