import type { Brand } from "../../check/brand.js";
import {
  type PositiveInteger,
  type PositiveIntegers,
  positiveIntegers,
} from "../../check/ranges.js";
import type {
  CountryCodeRule,
  EmailAddressRule,
  ObjectIdRule,
  WebUrlRule,
} from "../../check/rule.js";
import { countryCode, emailAddress, objectId, type TextGuard, webUrl } from "../../check/texts.js";
import { words } from "../../check/words.js";

/**
 * The version number of a flow, an integer from 1. Throws {@link InvalidFlowError}.
 *
 * `flow().version(FlowVersion(number))` → `"version": 2`
 */
export const FlowVersion: PositiveIntegers<"FlowVersion", FlowVersion> =
  positiveIntegers("FlowVersion");
export type FlowVersion = PositiveInteger<"FlowVersion">;

/**
 * The id of something that Verifik stores: 24 hexadecimal characters.
 * Throws {@link InvalidFlowError}.
 *
 * `flow().project(ObjectId(id))` → `"project": "507f1f77bcf86cd799439013"`
 */
export const ObjectId: TextGuard<ObjectIdRule<"ObjectId">, ObjectId> = objectId("ObjectId");
export type ObjectId = string & Brand<ObjectIdRule<"ObjectId">>;

/**
 * The URL of a page or an API: `http://` or `https://`, then a host, without spaces.
 * Throws {@link InvalidFlowError}.
 *
 * `flow().redirectUrl(WebUrl(url))` → `"redirectUrl": "https://google.com"`
 */
export const WebUrl: TextGuard<WebUrlRule<"WebUrl">, WebUrl> = webUrl("WebUrl");
export type WebUrl = string & Brand<WebUrlRule<"WebUrl">>;

/**
 * An email address, by its shape. Throws {@link InvalidFlowError}.
 *
 * `flow().whiteList([{ name, email: EmailAddress(email) }])`
 * → `"whiteList": [{ "name": "Ana", "email": "ana@example.com" }]`
 */
export const EmailAddress: TextGuard<EmailAddressRule<"EmailAddress">, EmailAddress> = emailAddress(
  "EmailAddress",
);
export type EmailAddress = string & Brand<EmailAddressRule<"EmailAddress">>;

/**
 * The calling code of a country: `+` and one to three digits. Throws {@link InvalidFlowError}.
 *
 * `flow().whiteList([{ name, countryCode: CountryCode(code), phone }])`
 * → `"whiteList": [{ "name": "Ana", "countryCode": "+57", "phone": "3001234567" }]`
 */
export const CountryCode: TextGuard<CountryCodeRule<"CountryCode">, CountryCode> = countryCode(
  "CountryCode",
);
export type CountryCode = string & Brand<CountryCodeRule<"CountryCode">>;

/** The state of a flow: only an active one can be used. */
export const FlowStatus = words("FlowStatus", ["draft", "active", "paused"]);
export type FlowStatus = (typeof FlowStatus.values)[number];

/** Who sends the emails that validate an address. */
export const EmailGateway = words("EmailGateway", ["mailgun", "none"]);
export type EmailGateway = (typeof EmailGateway.values)[number];

/** How the messages that validate a phone number are sent. */
export const PhoneGateway = words("PhoneGateway", ["sms", "whatsapp", "both", "none"]);
export type PhoneGateway = (typeof PhoneGateway.values)[number];

/** Whether a search for a face is fast or accurate. */
export const SearchMode = words("SearchMode", ["FAST", "ACCURATE"]);
export type SearchMode = (typeof SearchMode.values)[number];

/** Where the list of people comes from. */
export const SecuritySource = words("SecuritySource", ["API", "CSV", "NONE"]);
export type SecuritySource = (typeof SecuritySource.values)[number];

/** What kind of sample an API is tested with. */
export const ApiTestType = words("ApiTestType", ["email", "phone"]);
export type ApiTestType = (typeof ApiTestType.values)[number];
