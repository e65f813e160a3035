import type { Chapter } from "../../print/wording.js";

/** @see https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-access-project-flow */
export const chapters = {
  flow: { fields: ["project", "status", "version", "collectionCode", "login.steps"] },
  emailCode: { fields: ["login.email", "login.emailGateway"] },
  phoneCode: { fields: ["login.phone", "login.phoneGateway"] },
  selfie: { fields: ["login"] },
  people: {
    fields: ["usesWhiteList", "security", "whiteList", "identityUrl", "allowedCountries"],
  },
  end: { fields: ["systemForm", "redirectUrl", "webhook", "webhookUrl"] },
} satisfies Readonly<Record<string, Chapter>>;

export type ChapterName = keyof typeof chapters;
