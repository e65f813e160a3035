import type { Telling } from "../../print/wording.js";
import { chapters } from "./chapters.js";
import { english } from "./english.js";
import { spanish } from "./spanish.js";
import { wayOf } from "./way.js";

/** How a login flow is explained. */
export const loginTelling: Telling = {
  chapters,
  facts: {},
  wording: { en: english, es: spanish },
  way: wayOf,
};
