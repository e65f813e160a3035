import { flow } from "verifik-flow";

/** The flow of https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow */
export const onboarding = flow()
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
