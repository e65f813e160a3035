import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { nearest } from "../check/nearest.js";
import { listed } from "../check/sentences.js";

const locales = ["en", "es"] as const;

/** A language that flows are explained in. */
export type Locale = (typeof locales)[number];

/** @throws {InvalidFlowError} if flows aren't explained in that language. */
export function localeOf(given: unknown): Locale {
  const known = locales.find((locale) => locale === given);
  if (known) return known;
  const meant = typeof given === "string" ? nearest(given.slice(0, 2), locales) : undefined;
  const problem = meant
    ? `is not a language here (did you mean '${meant}'?)`
    : "is not a language here";
  throw new InvalidFlowError([issueOf("locale", given, problem, listed(locales))]);
}

/** What is said whatever the flow type is. */
export const general = {
  en: {
    flow: "A flow of the type",
    fails: "What makes somebody fail",
    others: "Other settings",
    refused: "Values that aren't allowed",
    none: "none",
  },
  es: {
    flow: "Un flujo del tipo",
    fails: "Por qué una persona no pasa",
    others: "Otros ajustes",
    refused: "Valores que no se permiten",
    none: "ninguno",
  },
} as const;
