import type { SayingsFor, Wording } from "../../print/wording.js";
import { flowSayings, peopleSayings, searchModeSayings, sourceSayings } from "../shared/english.js";
import type { ChapterName, FactName } from "./chapters.js";
import type { onboarding } from "./table.js";

const requirement = {
  mandatory: "This step is mandatory: an applicant has to complete it to go on.",
  optional: "This step is optional: an applicant may skip it.",
  skip: "This step isn't part of the flow.",
} as const;

function sayings(): SayingsFor<typeof onboarding.rows> {
  return {
    ...flowSayings,
    status: {
      draft: "The flow is a draft: it's being set up, and applicants can't reach it.",
      active: "The flow is active. Applicants can use it while its project is active too.",
      paused: "The flow is paused: it takes no new applicants.",
    },
    onboardingSettings: {
      hiddenLoginOption: {
        true: "The login option is hidden.",
        false: "The login option isn't hidden.",
      },
      requiresSignature: {
        true: "A signature is required.",
        false: "No signature is required.",
      },
      steps: {
        basicInformation: requirement,
        document: requirement,
        form: requirement,
        liveness: requirement,
        signUpForm: requirement,
      },
      signUpForm: {
        email: {
          true: "The form asks for an email address.",
          false: "The form doesn't ask for an email address.",
        },
        emailGateway: {
          mailgun: [
            "Mailgun sends a code to the email address.",
            "The email address isn't validated with its code: the sign-up isn't completed.",
          ],
          none: "No code is sent to the email address: it's collected, but not verified.",
        },
        extraFields: "Other fields that the form requires: {}.",
        firstName: {
          true: "The form asks for the first and the last name.",
          false: "The form doesn't ask for the first name.",
        },
        fullName: {
          true: "The form asks for the full name, unless it asks for the first name.",
          false: "The form doesn't ask for the full name.",
        },
        lastName: {
          true: "The form asks for the last name if it asks for the first name.",
          false: "The last name alone isn't asked for.",
        },
        phone: {
          true: "The form asks for a phone number.",
          false: "The form doesn't ask for a phone number.",
        },
        phoneGateway: {
          sms: [
            "A code is sent to the phone by SMS.",
            "The phone number isn't validated with its code: the sign-up isn't completed.",
          ],
          whatsapp: [
            "A code is sent to the phone by WhatsApp.",
            "The phone number isn't validated with its code: the sign-up isn't completed.",
          ],
          both: [
            "Codes are sent to the phone by SMS and WhatsApp.",
            "The phone number isn't validated with its code: the sign-up isn't completed.",
          ],
          none: "No code is sent to the phone: the number is collected, but not verified.",
        },
        showPrivacyNotice: {
          true: "The form shows the privacy notice, and requires the applicant's agreement.",
          false: "The form doesn't show the privacy notice.",
        },
        showTermsAndConditions: {
          true: "The form shows the terms and conditions, and requires the applicant's agreement.",
          false: "The form doesn't show the terms and conditions.",
        },
      },
      basicInformation: {
        address: {
          true: "The applicant gives an address.",
          false: "The applicant gives no address.",
        },
        age: { true: "The applicant gives an age.", false: "The applicant gives no age." },
        dateOfBirth: {
          true: "The applicant gives a date of birth.",
          false: "The applicant gives no date of birth.",
        },
        gender: { true: "The applicant gives a gender.", false: "The applicant gives no gender." },
        postalCode: {
          true: "The applicant gives a postal code.",
          false: "The applicant gives no postal code.",
        },
      },
      document: {
        minScore: [
          "The selfie and the face on the document match from a score of {}, where 1 is the highest.",
          "The selfie and the face on the document score less than {}: the registration fails.",
        ],
        maxAttempts: [
          "The applicant has {} attempts at a document.",
          "The document fails its validation {} times: the process is locked.",
        ],
        validationMethod: "Documents are validated with the method {}.",
        fallbackValidationMethod: "When that method can't, they're validated with the method {}.",
        scanDocumentAllowed: {
          true: "The applicant may scan the document with the camera.",
          false: "The applicant may not scan the document with the camera.",
        },
        uploadDocumentAllowed: {
          true: "The applicant may upload a picture of the document.",
          false: "The applicant may not upload a picture of the document.",
        },
        useGovernmentID: {
          true: "A government ID is accepted.",
          false: "A government ID isn't accepted.",
        },
        useLicense: {
          true: "A driving license is accepted.",
          false: "A driving license isn't accepted.",
        },
        usePassport: { true: "A passport is accepted.", false: "A passport isn't accepted." },
        verifyCriminalHistory: {
          true: "The applicant's criminal history is checked.",
          false: "The applicant's criminal history isn't checked.",
        },
        verifyNames: {
          true: "The names on the document are verified.",
          false: "The names on the document aren't verified.",
        },
      },
      liveness: {
        minScore: [
          "The selfie has to show a living person, with a score of at least {}, where 1 is the highest.",
          "The selfie shows a living person with a score of less than {}: the registration fails.",
        ],
        searchMinScore:
          "The face is searched for among those already registered. Two faces match from a score of {}.",
        maxAttempts: [
          "The applicant has {} attempts at a selfie. Only one that is rejected for its score counts, not one that is off-center or covered.",
          "The selfie is rejected for its score {} times.",
        ],
        searchMode: searchModeSayings,
      },
    },
    security: {
      strategy: {
        blacklist: ["People on a list are kept out.", "The applicant is on the list."],
        none: "Nobody is kept out by a list.",
      },
      ...sourceSayings,
    },
    whiteList: peopleSayings,
  };
}

export function english(): Wording<ChapterName, FactName, SayingsFor<typeof onboarding.rows>> {
  return {
    title: "What an applicant goes through",
    fails: "What makes an applicant fail",
    chapters: {
      flow: "The flow",
      signUpForm: "Sign-up form",
      emailCode: "Code by email",
      phoneCode: "Code by phone",
      instructions: "Instructions",
      basicInformation: "Basic information",
      document: "Document",
      liveness: "Selfie",
      comparison: "Comparison of selfie and document",
      form: "Additional form",
      end: "End",
      people: "Who is kept out",
    },
    facts: {
      mayContinueWithoutKyc:
        "No step from here on is mandatory: an applicant may continue without verification, and is then registered as completed without KYC.",
      mayContinueUnlessSet:
        "No step from here on is set to mandatory, and not all of them are set: an applicant may be able to continue without verification.",
      hasToGoOn:
        "A step from here on is mandatory: an applicant can't continue without verification.",
      endsAfterSignUp: "The flow ends right after the sign-up: nobody is verified.",
      notCompared: "They aren't compared: a document or a selfie isn't part of the flow.",
    },
    sayings: sayings(),
  };
}
