import { type Flow, type FlowBody, flow } from "verifik-flow";
import { schema } from "./schema.js";

/** The flow of `examples/onboarding.ts`, composed in each call. */
export function composed(): Flow {
  return flow()
    .project("507f1f77bcf86cd799439013")
    .status("active")
    .redirectUrl("https://google.com")
    .systemForm("507f1f77bcf86cd799439014")
    .webhook("507f1f77bcf86cd799439015")
    .hiddenLoginOption(false)
    .requiresSignature(false)
    .steps({
      basicInformation: "optional",
      document: "optional",
      form: "optional",
      liveness: "optional",
      signUpForm: "mandatory",
    })
    .signUpForm((form) =>
      form
        .email()
        .emailGateway("mailgun")
        .extraFields([])
        .firstName()
        .fullName()
        .lastName()
        .phone()
        .phoneGateway("whatsapp")
        .showPrivacyNotice(false)
        .showTermsAndConditions(false),
    )
    .basicInformation((information) =>
      information.address(false).age(false).dateOfBirth(false).gender(false).postalCode(false),
    )
    .document((document) =>
      document
        .minScore(0.67)
        .fallbackValidationMethod("SCAN_PROMPT")
        .maxAttempts(10)
        .scanDocumentAllowed()
        .uploadDocumentAllowed()
        .useGovernmentID()
        .useLicense()
        .usePassport()
        .validationMethod("SCAN_PROMPT")
        .verifyCriminalHistory(false)
        .verifyNames(false),
    )
    .liveness((liveness) =>
      liveness.minScore(0.65).maxAttempts(10).searchMinScore(0.85).searchMode("FAST"),
    )
    .security((security) => security.apiTestType("email").source("NONE").strategy("blacklist"));
}

/** Its body, unchecked. */
export function literal(): FlowBody {
  return {
    type: "onboarding",
    project: "507f1f77bcf86cd799439013",
    status: "active",
    redirectUrl: "https://google.com",
    systemForm: "507f1f77bcf86cd799439014",
    webhook: "507f1f77bcf86cd799439015",
    onboardingSettings: {
      hiddenLoginOption: false,
      requiresSignature: false,
      steps: {
        basicInformation: "optional",
        document: "optional",
        form: "optional",
        liveness: "optional",
        signUpForm: "mandatory",
      },
      signUpForm: {
        email: true,
        emailGateway: "mailgun",
        extraFields: [],
        firstName: true,
        fullName: true,
        lastName: true,
        phone: true,
        phoneGateway: "whatsapp",
        showPrivacyNotice: false,
        showTermsAndConditions: false,
      },
      basicInformation: {
        address: false,
        age: false,
        dateOfBirth: false,
        gender: false,
        postalCode: false,
      },
      document: {
        compareMinScore: 0.67,
        maxAttempts: 10,
        validationMethod: "SCAN_PROMPT",
        fallbackValidationMethod: "SCAN_PROMPT",
        scanDocumentAllowed: true,
        uploadDocumentAllowed: true,
        useGovernmentID: true,
        useLicense: true,
        usePassport: true,
        verifyCriminalHistory: false,
        verifyNames: false,
      },
      liveness: {
        livenessMinScore: 0.65,
        searchMinScore: 0.85,
        maxAttempts: 10,
        searchMode: "FAST",
      },
    },
    security: { strategy: "blacklist", source: "NONE", apiTestType: "email" },
  };
}

/** Its body, checked by zod. */
export function parsed() {
  return schema.parse(literal());
}
