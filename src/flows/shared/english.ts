import type { SayingsFor } from "../../print/wording.js";
import type { flowRows, peopleKeptOut, sourceRows } from "./rows.js";

/** What is said of the fields that flows of more than one type have. */
export const flowSayings: Omit<SayingsFor<typeof flowRows>, "status"> = {
  project: "The flow belongs to the project {}.",
  redirectUrl: "Whoever is done is sent to {}.",
  systemForm: "The form is {}.",
  webhook: "Verifik reports what happens to the webhook {}.",
  version: "This is version {} of the flow.",
};

export const sourceSayings: SayingsFor<typeof sourceRows> = {
  source: {
    API: "The list is behind an API, which Verifik asks about each person.",
    CSV: "The list is uploaded with the flow.",
    NONE: "No list is connected.",
  },
  apiTestType: {
    email: "The API is tested with an email address.",
    phone: "The API is tested with a phone number.",
  },
  apiUrl: "The API is {}.",
  apiTestValue: "What it is tested with is {}.",
};

export const peopleSayings: SayingsFor<{ people: typeof peopleKeptOut }>["people"] = {
  all: "People on the list: {}",
  name: "with a name: {}",
  email: "with an email address: {}",
  countryCode: "with a country code: {}",
  phone: "with a phone number: {}",
  project: "with a project of their own: {}",
};

export const searchModeSayings = {
  FAST: "The search favors speed.",
  ACCURATE: "The search favors precision.",
} as const;
