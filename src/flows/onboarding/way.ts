import type { JsonObject } from "../../model/json.js";
import { inOrder, type Turn, type Way } from "../../print/diagram.js";
import { EmailGateway, PhoneGateway } from "../shared/guards.js";
import { leadsTo } from "../shared/way.js";
import type { ChapterName } from "./chapters.js";
import { english } from "./english.js";
import {
  isMet,
  kyc,
  mayContinueWithoutKyc,
  requirementOf,
  type Step,
  settingsIn,
} from "./steps.js";

/** The applicant's way: the steps that aren't skipped, and what comes with them. */
export function wayOf(data: JsonObject): Way {
  const { chapters } = english();
  const names = stopsIn(data);
  const stops = names.map((name) => ({
    id: name,
    lines: [chapters[name], ...detailsOf(name, data)],
  }));
  const turns = [...inOrder(names), ...names.flatMap((name) => skipOf(name, names, data))];
  if (!mayContinueWithoutKyc(data)) return { stops, turns };
  const end = { id: "withoutKyc", lines: ["Completed without KYC"] };
  const out = { from: "instructions", to: end.id, instead: "continues without KYC" };
  return { stops: [...stops, end], turns: [...turns, out] };
}

function stopsIn(data: JsonObject): readonly ChapterName[] {
  const met = (step: Step) => isMet(step, data);
  const form = settingsIn(data)?.signUpForm;
  const planned: readonly (readonly [name: ChapterName, met: boolean])[] = [
    ["signUpForm", met("signUpForm")],
    ["emailCode", met("signUpForm") && sends(form?.emailGateway)],
    ["phoneCode", met("signUpForm") && sends(form?.phoneGateway)],
    ["instructions", kyc.some(met)],
    ["basicInformation", met("basicInformation")],
    ["document", met("document")],
    ["liveness", met("liveness")],
    ["comparison", met("document") && met("liveness")],
    ["form", met("form")],
    ["end", true],
  ];
  return planned.flatMap(([name, met]) => (met ? [name] : []));
}

function sends(gateway: EmailGateway | PhoneGateway | undefined): boolean {
  return (EmailGateway.is(gateway) || PhoneGateway.is(gateway)) && gateway !== "none";
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

function isStep(name: ChapterName): name is Step & ChapterName {
  return name === "signUpForm" || (kyc as readonly string[]).includes(name);
}

function detailsOf(name: ChapterName, data: JsonObject): readonly string[] {
  if (isStep(name)) return [requirementOf(name, data) ?? "not set"];
  if (name === "comparison") return ["if there are both"];
  return name === "end" ? leadsTo(data) : [];
}
