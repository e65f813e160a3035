import type { Telling } from "../../print/wording.js";
import { chapters, facts } from "./chapters.js";
import { english } from "./english.js";
import { spanish } from "./spanish.js";
import { wayOf } from "./way.js";

/** How an onboarding flow is explained. */
export const onboardingTelling: Telling = {
  chapters,
  facts,
  wording: { en: english, es: spanish },
  way: wayOf,
};
