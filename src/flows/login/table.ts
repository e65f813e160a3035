/**
 * The one table of a login flow: every field, once.
 *
 * From https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-access-project-flow
 */
import { notBlank } from "../../check/plain-guards.js";
import type { Setters, Without } from "../../compose/setters.js";
import type { BodyOf } from "../../model/body.js";
import {
  decimal,
  flag,
  joined,
  section,
  sentAs,
  text,
  texts,
  url,
  word,
} from "../../model/define-rows.js";
import { flowType } from "../../model/flow-type.js";
import { EmailGateway, PhoneGateway, SearchMode, WebUrl } from "../shared/guards.js";
import { flowRows, peopleLetIn, projectFlows, sourceRows } from "../shared/rows.js";
import { LoginLivenessScore, LoginSearchScore, LoginSecurityStrategy } from "./guards.js";

const loginRows = {
  /** Whether people may log in with a code that is sent to their email address. */
  email: flag("unclear"),
  /** Who sends those emails. */
  emailGateway: word(EmailGateway, "unclear"),
  /** Whether people may log in with a code that is sent to their phone. */
  phone: flag("unclear"),
  /** How those messages are sent. */
  phoneGateway: word(PhoneGateway, "unclear"),
  /** Whether people may log in with a selfie. */
  faceLiveness: flag("unclear"),
  /** How sure Verifik must be that a selfie shows a living person, 0.51 to 0.9. */
  minScore: sentAs("livenessMinScore", decimal(LoginLivenessScore, "higher")),
  /** How alike a selfie and a known face must be for a search to match them, 0.7 to 0.95. */
  searchMinScore: decimal(LoginSearchScore, "higher"),
  /** Whether a search is fast or accurate. */
  searchMode: word(SearchMode, [["FAST"], ["ACCURATE"]]),
  /** Whether people with a poor selfie are advised to register a better one. */
  showFaceLivenessRecommendation: flag("neutral"),
  /** The steps of the login. */
  steps: texts("login steps", notBlank("the name of a step"), "unclear"),
};

/** How people log in. */
export interface LoginSection
  extends Setters<typeof loginRows, LoginSection>,
    Without<keyof typeof loginRows, LoginSection> {}

/** What a body holds for logins. */
export interface LoginSettings extends BodyOf<typeof loginRows> {}

const securityRows = joined(
  {
    /** Whether only the people on the source's list may log in. */
    strategy: word(LoginSecurityStrategy, [["none"], ["whitelist"]]),
  },
  sourceRows,
);

/** Who may log in. */
export interface LoginSecuritySection
  extends Setters<typeof securityRows, LoginSecuritySection>,
    Without<keyof typeof securityRows, LoginSecuritySection> {}

/** What a body holds for security. */
export interface LoginSecuritySettings extends BodyOf<typeof securityRows> {}

/** The login flow of Smart Access. */
export const login = flowType({
  type: "login",
  path: projectFlows,
  required: ["project"],
  rows: joined(flowRows, {
    /** The code of the collection, like `ONBOARD_2024`. */
    collectionCode: text("unclear", notBlank("the code of a collection")),
    /** The API that is asked about a person who logs in. */
    identityUrl: url(WebUrl, "unclear"),
    /** Where notifications are sent. */
    webhookUrl: url(WebUrl, "neutral"),
    /** The names of the allowed countries. */
    allowedCountries: texts("country names", notBlank("the name of a country"), "unclear"),
    /** Whether the white list is used. */
    usesWhiteList: flag("unclear"),
    /** How people log in. A second call adds to the first. */
    login: sentAs(
      "loginSettings",
      section<typeof loginRows, LoginSection, LoginSettings>(loginRows),
    ),
    /** Who may log in. A second call adds to the first. */
    security: section<typeof securityRows, LoginSecuritySection, LoginSecuritySettings>(
      securityRows,
    ),
    /** The people who may log in, when the source is `"CSV"`: at most 500. */
    whiteList: peopleLetIn,
  }),
});
