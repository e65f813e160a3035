import type { WebUrlLaw } from "../types/law.js";
import { type Guard, guard } from "./guard.js";

/** URL parsers trim and repair; the text is sent as it is, so it has to be right as it is. */
const text = /^https?:\/\/[^\s/?#]\S*$/;

export function webUrl<Name extends string>(name: Name): Guard<Name, WebUrlLaw> {
  const law = {
    problem: "is not a web URL",
    expected: "http:// or https:// and a host, without spaces",
  } as const;
  const test = (value: string) => text.test(value) && URL.canParse(value);
  return guard<Name, WebUrlLaw>(name, "string", law, test);
}
