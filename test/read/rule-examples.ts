import { flow, loginFlow } from "verifik-flow";

const project = "507f1f77bcf86cd799439013";
const onboarding = flow().project(project);
const signUp = onboarding.signUpForm((form) => form.email().emailGateway("mailgun"));
const access = loginFlow().project(project);
const byEmail = access.login((login) => login.email().emailGateway("mailgun"));
const listed = byEmail.security((security) => security.strategy("whitelist").source("CSV"));
const keptOut = onboarding.security((security) => security.strategy("blacklist").source("CSV"));
const ana = { name: "Ana", email: "ana@example.com" } as const;
const asked = onboarding.security((security) =>
  security.source("API").apiUrl("https://example.com/users"),
);

/**
 * What each rule finds, and the nearest flow in which it finds nothing, by its code. `docs/checking.md` shows
 * them as they stand here.
 */
export const ruleExamples = {
  every: {
    REQUIRED_FIELD_MISSING: {
      found: flow().status("active"),
      fine: flow().status("active").project(project),
    },
    VALUE_NOT_ALLOWED: {
      found: { type: "onboarding", project, onboardingSettings: { liveness: { maxAttempts: 11 } } },
      fine: { type: "onboarding", project, onboardingSettings: { liveness: { maxAttempts: 10 } } },
    },
    SCORE_IN_PERCENT: {
      found: {
        type: "login",
        project,
        loginSettings: {
          email: true,
          emailGateway: "mailgun",
          faceLiveness: true,
          searchMinScore: 85,
        },
      },
      fine: {
        type: "login",
        project,
        loginSettings: {
          email: true,
          emailGateway: "mailgun",
          faceLiveness: true,
          searchMinScore: 0.85,
        },
      },
    },
    UNKNOWN_WORD: {
      found: { type: "onboarding", project, status: "live" },
      fine: { type: "onboarding", project, status: "active" },
    },
    URL_WITHOUT_HTTPS: {
      found: onboarding.redirectUrl("http://example.com"),
      fine: onboarding.redirectUrl("https://example.com"),
    },
    URL_REFUSED_BY_DASHBOARD: {
      found: onboarding.redirectUrl("https://user:password@example.com"),
      fine: onboarding.redirectUrl("https://example.com:8080/welcome"),
    },
    SCORE_NOBODY_REACHES: {
      found: onboarding.liveness((liveness) => liveness.minScore(1)),
      fine: onboarding.liveness((liveness) => liveness.minScore(0.99)),
    },
    FLOW_NOT_ACTIVE: {
      found: onboarding.status("draft"),
      fine: onboarding.status("active"),
    },
    REDIRECT_URL_WITH_QUERY: {
      found: onboarding.redirectUrl("https://example.com/welcome?from=verifik"),
      fine: onboarding.redirectUrl("https://example.com/welcome"),
    },
    REDIRECT_URL_IS_LOCAL: {
      found: onboarding.status("active").redirectUrl("http://localhost:3000"),
      fine: onboarding.redirectUrl("http://localhost:3000"),
    },
    SOURCE_API_WITHOUT_URL: {
      found: onboarding.security((security) =>
        security.source("API").apiTestType("email").apiTestValue("ana@example.com"),
      ),
      fine: asked.security((security) =>
        security.apiTestType("email").apiTestValue("ana@example.com"),
      ),
    },
    SOURCE_API_WITHOUT_TEST_TYPE: {
      found: asked.security((security) => security.apiTestValue("ana@example.com")),
      fine: asked.security((security) =>
        security.apiTestType("email").apiTestValue("ana@example.com"),
      ),
    },
    SOURCE_API_WITHOUT_TEST_VALUE: {
      found: asked.security((security) => security.apiTestType("phone")),
      fine: asked.security((security) => security.apiTestType("phone").apiTestValue("3001234567")),
    },
    API_TEST_VALUE_OF_OTHER_TYPE: {
      found: asked.security((security) =>
        security.apiTestType("phone").apiTestValue("ana@example.com"),
      ),
      fine: asked.security((security) => security.apiTestType("phone").apiTestValue("3001234567")),
    },
    API_URL_WITH_QUERY: {
      found: onboarding.security((security) => security.apiUrl("https://example.com/users?all")),
      fine: onboarding.security((security) => security.apiUrl("https://example.com/users")),
    },
    API_SETTINGS_UNUSED: {
      found: onboarding.security((security) =>
        security.source("NONE").apiUrl("https://example.com/users"),
      ),
      fine: onboarding.security((security) => security.source("NONE").apiTestType("email")),
    },
    SOURCE_WITHOUT_STRATEGY: {
      found: keptOut.security((security) => security.strategy("none")).whiteList([ana]),
      fine: keptOut.whiteList([ana]),
    },
    STRATEGY_WITHOUT_SOURCE: {
      found: onboarding.security((security) => security.strategy("blacklist").source("NONE")),
      fine: onboarding.security((security) => security.strategy("none").source("NONE")),
    },
    CSV_WITHOUT_LIST: {
      found: keptOut.whiteList([]),
      fine: keptOut.whiteList([ana]),
    },
    LIST_UNUSED: {
      found: onboarding.security((security) => security.source("NONE")).whiteList([ana]),
      fine: onboarding.security((security) => security.source("CSV")).whiteList([ana]),
    },
    PERSON_TWICE_BY_EMAIL: {
      found: keptOut.whiteList([ana, { name: "Ana María", email: "Ana@example.com" }]),
      fine: keptOut.whiteList([ana, { name: "Ana María", email: "am@example.com" }]),
    },
    PERSON_TWICE_BY_PHONE: {
      found: keptOut.whiteList([
        { name: "Ana", countryCode: "+57", phone: "3001234567" },
        { name: "Ana María", countryCode: "+57", phone: "3001234567" },
      ]),
      fine: keptOut.whiteList([
        { name: "Ana", countryCode: "+57", phone: "3001234567" },
        { name: "Ana María", countryCode: "+1", phone: "3001234567" },
      ]),
    },
    PERSON_UNREACHABLE: {
      found: keptOut.whiteList([{ name: "Ana" }]),
      fine: keptOut.whiteList([{ name: "Ana", countryCode: "+57", phone: "3001234567" }]),
    },
    PHONE_WITHOUT_COUNTRY_CODE: {
      found: keptOut.whiteList([{ name: "Ana", phone: "3001234567" }]),
      fine: keptOut.whiteList([{ name: "Ana", phone: "3001234567", countryCode: "+57" }]),
    },
    PERSON_OF_OTHER_PROJECT: {
      found: keptOut.whiteList([{ ...ana, project: "507f1f77bcf86cd799439014" }]),
      fine: keptOut.whiteList([{ ...ana, project: "507f1f77bcf86cd799439013" }]),
    },
  },
  onboarding: {
    VERIFICATION_CAN_BE_SKIPPED: {
      found: onboarding.steps({ document: "optional", liveness: "optional" }),
      fine: onboarding.steps({ document: "optional", liveness: "mandatory" }),
    },
    NOTHING_VERIFIED: {
      found: onboarding.steps({ document: "skip", liveness: "skip" }),
      fine: onboarding.steps({ document: "skip", liveness: "mandatory" }),
    },
    FORM_WITHOUT_SYSTEM_FORM: {
      found: onboarding.steps({ form: "mandatory" }),
      fine: onboarding.steps({ form: "mandatory" }).systemForm("507f1f77bcf86cd799439014"),
    },
    SYSTEM_FORM_UNUSED: {
      found: onboarding
        .steps({ document: "mandatory", form: "skip" })
        .systemForm("507f1f77bcf86cd799439014"),
      fine: onboarding.steps({ document: "mandatory", form: "skip" }),
    },
    SECTION_OF_SKIPPED_STEP: {
      found: onboarding
        .steps({ document: "skip", liveness: "mandatory" })
        .document((document) => document.usePassport()),
      fine: onboarding
        .steps({ document: "mandatory", liveness: "mandatory" })
        .document((document) => document.usePassport()),
    },
    SIGN_UP_NOT_MANDATORY: {
      found: onboarding.steps({ signUpForm: "optional" }),
      fine: onboarding.steps({ signUpForm: "mandatory" }),
    },
    SIGN_UP_WITHOUT_CONTACT: {
      found: onboarding.signUpForm((form) => form.fullName()),
      fine: onboarding.signUpForm((form) => form.fullName().phone().phoneGateway("sms")),
    },
    EMAIL_GATEWAY_WITHOUT_EMAIL: {
      found: onboarding.signUpForm((form) =>
        form.phone().phoneGateway("sms").emailGateway("mailgun"),
      ),
      fine: onboarding.signUpForm((form) => form.phone().phoneGateway("sms").emailGateway("none")),
    },
    PHONE_GATEWAY_WITHOUT_PHONE: {
      found: signUp.signUpForm((form) => form.phone(false).phoneGateway("whatsapp")),
      fine: signUp.signUpForm((form) => form.phone().phoneGateway("whatsapp")),
    },
    EMAIL_WITHOUT_GATEWAY: {
      found: onboarding.signUpForm((form) => form.email().emailGateway("none")),
      fine: onboarding.signUpForm((form) => form.email().emailGateway("mailgun")),
    },
    PHONE_WITHOUT_GATEWAY: {
      found: signUp.signUpForm((form) => form.phone()),
      fine: signUp.signUpForm((form) => form.phone().phoneGateway("both")),
    },
    FULL_NAME_HIDDEN: {
      found: signUp.signUpForm((form) => form.firstName().fullName()),
      fine: signUp.signUpForm((form) => form.firstName(false).fullName()),
    },
    LAST_NAME_HIDDEN: {
      found: signUp.signUpForm((form) => form.lastName()),
      fine: signUp.signUpForm((form) => form.lastName().firstName()),
    },
    LAST_NAME_ASKED_ANYWAY: {
      found: signUp.signUpForm((form) => form.firstName().lastName(false)),
      fine: signUp.signUpForm((form) => form.fullName().lastName(false)),
    },
    EXTRA_FIELD_TWICE: {
      found: signUp.signUpForm((form) => form.extraFields(["company", "company"])),
      fine: signUp.signUpForm((form) => form.extraFields(["company", "role"])),
    },
    NOTHING_TO_AGREE_TO: {
      found: signUp.signUpForm((form) =>
        form.showPrivacyNotice(false).showTermsAndConditions(false),
      ),
      fine: signUp.signUpForm((form) => form.showPrivacyNotice().showTermsAndConditions(false)),
    },
    BASIC_INFORMATION_ASKS_NOTHING: {
      found: onboarding
        .steps({ basicInformation: "mandatory" })
        .basicInformation((information) => information.age(false)),
      fine: onboarding
        .steps({ basicInformation: "mandatory" })
        .basicInformation((information) => information.age(false).address()),
    },
    NO_KIND_OF_DOCUMENT: {
      found: onboarding
        .steps({ document: "mandatory" })
        .document((document) => document.useGovernmentID(false)),
      fine: onboarding
        .steps({ document: "mandatory" })
        .document((document) => document.useGovernmentID(false).usePassport()),
    },
    LICENSE_HAS_NO_BUTTON: {
      found: onboarding.document((document) => document.useLicense()),
      fine: onboarding.document((document) => document.useLicense().usePassport()),
    },
    NEITHER_SCAN_NOR_UPLOAD: {
      found: onboarding
        .steps({ document: "mandatory" })
        .document((document) => document.scanDocumentAllowed(false).uploadDocumentAllowed(false)),
      fine: onboarding
        .steps({ document: "mandatory" })
        .document((document) => document.scanDocumentAllowed(false).uploadDocumentAllowed()),
    },
    COMPARE_SCORE_UNUSED: {
      found: onboarding
        .steps({ document: "mandatory", liveness: "skip" })
        .document((document) => document.minScore(0.85)),
      fine: onboarding
        .steps({ document: "mandatory", liveness: "mandatory" })
        .document((document) => document.minScore(0.85)),
    },
    COMPARE_SCORE_AVOIDABLE: {
      found: onboarding
        .steps({ document: "optional", liveness: "mandatory" })
        .document((document) => document.minScore(0.85)),
      fine: onboarding
        .steps({ document: "mandatory", liveness: "mandatory" })
        .document((document) => document.minScore(0.85)),
    },
    FALLBACK_SAME_AS_METHOD: {
      found: onboarding.document((document) =>
        document.validationMethod("SCAN_ZERO").fallbackValidationMethod("SCAN_ZERO"),
      ),
      fine: onboarding.document((document) =>
        document.validationMethod("SCAN_ZERO").fallbackValidationMethod("SCAN_PROMPT"),
      ),
    },
    NAMES_NEVER_ASKED: {
      found: signUp
        .signUpForm((form) => form.firstName(false))
        .document((document) => document.verifyNames()),
      fine: signUp
        .signUpForm((form) => form.firstName())
        .document((document) => document.verifyNames()),
    },
    SCORE_BELOW_RECOMMENDED: {
      found: onboarding.liveness((liveness) => liveness.searchMinScore(0.79)),
      fine: onboarding.liveness((liveness) => liveness.searchMinScore(0.8)),
    },
  },
  login: {
    LOGIN_WITHOUT_METHOD: {
      found: access.login((login) => login.email(false)),
      fine: access.login((login) => login.faceLiveness()),
    },
    EMAIL_GATEWAY_WITHOUT_EMAIL: {
      found: access.login((login) => login.faceLiveness().emailGateway("mailgun")),
      fine: access.login((login) => login.faceLiveness().emailGateway("none")),
    },
    PHONE_GATEWAY_WITHOUT_PHONE: {
      found: byEmail.login((login) => login.phoneGateway("sms")),
      fine: byEmail.login((login) => login.phoneGateway("sms").phone()),
    },
    EMAIL_WITHOUT_GATEWAY: {
      found: access.login((login) => login.email()),
      fine: access.login((login) => login.email().emailGateway("mailgun")),
    },
    PHONE_WITHOUT_GATEWAY: {
      found: byEmail.login((login) => login.phone().phoneGateway("none")),
      fine: byEmail.login((login) => login.phone().phoneGateway("whatsapp")),
    },
    FACE_SETTINGS_UNUSED: {
      found: byEmail.login((login) => login.searchMode("FAST")),
      fine: byEmail.login((login) => login.searchMode("FAST").faceLiveness()),
    },
    SCORE_BELOW_RECOMMENDED: {
      found: access.login((login) => login.faceLiveness().minScore(0.59)),
      fine: access.login((login) => login.faceLiveness().minScore(0.6)),
    },
    LOGIN_OPEN_TO_ALL: {
      found: byEmail.security((security) => security.strategy("none")),
      fine: byEmail.security((security) => security.strategy("whitelist")),
    },
    WHITE_LIST_TURNED_OFF: {
      found: listed.whiteList([ana]).usesWhiteList(false),
      fine: listed.whiteList([ana]).usesWhiteList(),
    },
    IDENTITY_URL_DIFFERS: {
      found: access
        .identityUrl("https://example.com/people")
        .security((security) => security.apiUrl("https://example.com/users")),
      fine: access
        .identityUrl("https://example.com/users")
        .security((security) => security.apiUrl("https://example.com/users")),
    },
    PERSON_WITHOUT_EMAIL: {
      found: listed.whiteList([ana, { name: "Luis" }]),
      fine: listed.whiteList([ana, { name: "Luis", email: "luis@example.com" }]),
    },
    PERSON_WITHOUT_PHONE: {
      found: listed
        .login((login) => login.phone().phoneGateway("sms"))
        .whiteList([{ ...ana, phone: "3001234567" }]),
      fine: listed
        .login((login) => login.phone().phoneGateway("sms"))
        .whiteList([{ ...ana, phone: "3001234567", countryCode: "+57" }]),
    },
  },
};
