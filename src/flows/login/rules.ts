import { type FieldsOf, frozenRule, type RuleMaker } from "../../read/rule.js";
import { places, type Recommendation, sendsNothing, sendsWithout } from "../shared/rules.js";
import { dashboard, listPage, smartAccessPage } from "../shared/sources.js";
import type { login } from "./table.js";

/* @__NO_SIDE_EFFECTS__ */
const rule: RuleMaker<FieldsOf<typeof login.rows>> = (given) => frozenRule(given);

/** The rules of a login flow alone. */
export const loginRules = [
  rule({
    code: "LOGIN_WITHOUT_METHOD",
    severity: "warning",
    fields: ["login.email", "login.phone", "login.faceLiveness"],
    beside: ["login"],
    find: (email, phone, face, section) => section !== undefined && !email && !phone && !face,
    message: `Nobody can log in: the flow offers neither email, phone nor selfie. Turn on one of them.`,
    source: dashboard,
  }),
  rule({
    code: "EMAIL_GATEWAY_WITHOUT_EMAIL",
    severity: "warning",
    fields: ["login.emailGateway", "login.email"],
    find: sendsWithout,
    message: `Nobody can log in by email: emailGateway is {0}, but email isn't on. Turn on email, or set emailGateway to "none".`,
    source: dashboard,
  }),
  rule({
    code: "PHONE_GATEWAY_WITHOUT_PHONE",
    severity: "warning",
    fields: ["login.phoneGateway", "login.phone"],
    find: sendsWithout,
    message: `Nobody can log in by phone: phoneGateway is {0}, but phone isn't on. Turn on phone, or set phoneGateway to "none".`,
    source: dashboard,
  }),
  rule({
    code: "EMAIL_WITHOUT_GATEWAY",
    severity: "warning",
    fields: ["login.email", "login.emailGateway"],
    find: sendsNothing,
    message: `Nobody gets a code by email: email is on, but no gateway sends it. Set emailGateway to "mailgun".`,
    source: dashboard,
  }),
  rule({
    code: "PHONE_WITHOUT_GATEWAY",
    severity: "warning",
    fields: ["login.phone", "login.phoneGateway"],
    find: sendsNothing,
    message: `Nobody gets a code by phone: phone is on, but no gateway sends it. Set phoneGateway to how the code is sent.`,
    source: dashboard,
  }),
  rule({
    code: "FACE_SETTINGS_UNUSED",
    severity: "hint",
    fields: ["login.faceLiveness", "login.minScore", "login.searchMinScore", "login.searchMode"],
    find: (face, ...settings) => !face && settings.some((setting) => setting !== undefined),
    message: `Nobody logs in with a selfie: the flow says how to judge one, but faceLiveness isn't on. Turn it on, or leave the scores and searchMode out.`,
    source: smartAccessPage,
  }),
  scoreBelow("login.minScore", {
    recommended: 0.6,
    effect: "More pictures will pass for a living person",
    source: dashboard,
  }),
  scoreBelow("login.searchMinScore", {
    recommended: 0.85,
    effect: "More people will be taken for somebody else",
    source: dashboard,
  }),
  rule({
    code: "LOGIN_OPEN_TO_ALL",
    severity: "warning",
    fields: ["security.strategy"],
    find: (strategy) => strategy === "none",
    message: `No list says who may log in: strategy is "none". Set it to "whitelist", as Verifik's dashboard always does, and name a source.`,
    source: dashboard,
  }),
  rule({
    code: "WHITE_LIST_TURNED_OFF",
    severity: "warning",
    fields: ["usesWhiteList", "security.source"],
    find: (uses, source) => uses === false && source === "CSV",
    message: `The list may not be used: source is "CSV", but usesWhiteList is off. Turn it on, or leave it out.`,
    source: smartAccessPage,
  }),
  rule({
    code: "IDENTITY_URL_DIFFERS",
    severity: "hint",
    fields: ["identityUrl", "security.apiUrl"],
    find: (identity, api) => identity !== undefined && api !== undefined && identity !== api,
    message: `Verifik may ask the wrong API: identityUrl is the older name of apiUrl, and they differ. Leave identityUrl out.`,
    source: smartAccessPage,
  }),
  rule({
    code: "PERSON_WITHOUT_EMAIL",
    severity: "error",
    fields: ["whiteList"],
    beside: ["login.email"],
    find: (people = [], method) => (method ? places(people, ".email", ({ email }) => !email) : []),
    message: `These people can't log in by email: their records have no email address. Add it.`,
    source: listPage,
    covers: ["PERSON_UNREACHABLE"],
  }),
  rule({
    code: "PERSON_WITHOUT_PHONE",
    severity: "error",
    fields: ["whiteList"],
    beside: ["login.phone"],
    find: (people = [], method) =>
      method ? places(people, ".phone", ({ countryCode, phone }) => !phone || !countryCode) : [],
    message: `These people can't log in by phone: their records lack the country code or the number. Add both.`,
    source: listPage,
    covers: ["PERSON_UNREACHABLE", "PHONE_WITHOUT_COUNTRY_CODE"],
  }),
];

/* @__NO_SIDE_EFFECTS__ */
function scoreBelow(
  field: "login.minScore" | "login.searchMinScore",
  { recommended, effect, source }: Recommendation,
) {
  return rule({
    code: "SCORE_BELOW_RECOMMENDED",
    severity: "warning",
    fields: [field],
    beside: ["login.faceLiveness"],
    find: (score = recommended, face) => face === true && score < recommended,
    message: `${effect}: ${field} is {0}, and Verifik recommends ${recommended}. Raise it.`,
    source,
  });
}
