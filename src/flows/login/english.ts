import type { SayingsFor, Wording } from "../../print/wording.js";
import { flowSayings, peopleSayings, searchModeSayings, sourceSayings } from "../shared/english.js";
import type { ChapterName } from "./chapters.js";
import type { login } from "./table.js";

function sayings(): SayingsFor<typeof login.rows> {
  return {
    ...flowSayings,
    status: {
      draft: "The flow is a draft: it's being set up, and nobody can use it.",
      active: "The flow is active. It can be used while its project is active too.",
      paused: "The flow is paused.",
    },
    collectionCode: "The code of its collection is {}.",
    identityUrl: "The API that is asked about a person who logs in is {}.",
    webhookUrl: "Notifications are sent to {}.",
    allowedCountries: "The allowed countries: {}.",
    usesWhiteList: { true: "The white list is used.", false: "The white list isn't used." },
    login: {
      email: {
        true: [
          "People may log in with a code that is sent to their email address.",
          "The code from the email isn't entered before it expires, after about 15 minutes.",
        ],
        false: "People can't log in with a code that is sent to their email address.",
      },
      emailGateway: {
        mailgun: "Mailgun sends the emails.",
        none: "No service is set to send the emails.",
      },
      phone: {
        true: [
          "People may log in with a code that is sent to their phone.",
          "The code that was sent to the phone isn't entered.",
        ],
        false: "People can't log in with a code that is sent to their phone.",
      },
      phoneGateway: {
        sms: "The code is sent by SMS.",
        whatsapp: "The code is sent by WhatsApp.",
        both: "Codes are sent by SMS and WhatsApp.",
        none: "No service is set to send codes to phones.",
      },
      faceLiveness: {
        true: "People may log in with a selfie.",
        false: "People can't log in with a selfie.",
      },
      minScore: [
        "The selfie has to show a living person, with a score of at least {}, where 1 is the highest.",
        "The selfie shows a living person with a score of less than {}.",
      ],
      searchMinScore: [
        "The face is searched for among those that are known. Two faces match from a score of {}.",
        "No known face matches the selfie with a score of at least {}.",
      ],
      searchMode: searchModeSayings,
      showFaceLivenessRecommendation: {
        true: "People with a poor selfie are advised to register a better one.",
        false: "People with a poor selfie aren't advised to register a better one.",
      },
      steps: "The steps of the login: {}.",
    },
    security: {
      strategy: {
        whitelist: ["Only people on a list may log in.", "The person isn't on the list."],
        none: "No list decides who may log in.",
      },
      ...sourceSayings,
    },
    whiteList: peopleSayings,
  };
}

export function english(): Wording<ChapterName, never, SayingsFor<typeof login.rows>> {
  return {
    title: "How people log in",
    fails: "What makes a login fail",
    chapters: {
      flow: "The flow",
      emailCode: "Code by email",
      phoneCode: "Code by phone",
      selfie: "Selfie",
      people: "Who may log in",
      end: "Afterwards",
    },
    facts: {},
    sayings: sayings(),
  };
}
