import { type PositiveInteger, positiveIntegers, type RangeGuard } from "../../check/ranges.js";
import type {
  CountryCodeRule,
  EmailAddressRule,
  ObjectIdRule,
  WebUrlRule,
} from "../../check/rule.js";
import {
  countryCode,
  emailAddress,
  objectId,
  type Text,
  type TextGuard,
  webUrl,
} from "../../check/texts.js";
import { words } from "../../check/words.js";

/**
 * The version number of a flow, an integer from 1. Throws {@link InvalidFlowError}.
 *
 * `flow().version(FlowVersion(number))` → `"version": 2`
 */
export const FlowVersion: RangeGuard<FlowVersion> = positiveIntegers("FlowVersion");
export type FlowVersion = PositiveInteger<"FlowVersion">;

/**
 * The id of something that Verifik stores: 24 hexadecimal characters.
 * Throws {@link InvalidFlowError}.
 *
 * `flow().project(ObjectId(id))` → `"project": "507f1f77bcf86cd799439013"`
 */
export const ObjectId: TextGuard<ObjectId> = objectId("ObjectId");
export type ObjectId = Text<ObjectIdRule<"ObjectId">>;

/**
 * The URL of a page or an API: `http://` or `https://`, then a host, without spaces.
 * Throws {@link InvalidFlowError}.
 *
 * `flow().redirectUrl(WebUrl(url))` → `"redirectUrl": "https://google.com"`
 */
export const WebUrl: TextGuard<WebUrl> = webUrl("WebUrl");
export type WebUrl = Text<WebUrlRule<"WebUrl">>;

/**
 * An email address, by its shape. Throws {@link InvalidFlowError}.
 *
 * `flow().whiteList([{ name, email: EmailAddress(email) }])`
 * → `"whiteList": [{ "name": "Ana", "email": "ana@example.com" }]`
 */
export const EmailAddress: TextGuard<EmailAddress> = emailAddress("EmailAddress");
export type EmailAddress = Text<EmailAddressRule<"EmailAddress">>;

/**
 * The calling code of a country: `+` and one to three digits. Throws {@link InvalidFlowError}.
 *
 * `flow().whiteList([{ name, countryCode: CountryCode(code), phone }])`
 * → `"whiteList": [{ "name": "Ana", "countryCode": "+57", "phone": "3001234567" }]`
 */
export const CountryCode: TextGuard<CountryCode> = countryCode("CountryCode");
export type CountryCode = Text<CountryCodeRule<"CountryCode">>;

/**
 * The state of a flow: only an active one can be used. Throws {@link InvalidFlowError}.
 *
 * `flow().status(FlowStatus(status))` → `"status": "active"`
 */
export const FlowStatus = words("FlowStatus", ["draft", "active", "paused"]);
export type FlowStatus = (typeof FlowStatus.values)[number];

/**
 * Who sends the emails that validate an address. Throws {@link InvalidFlowError}.
 *
 * `form.emailGateway(EmailGateway(gateway))` → `"emailGateway": "mailgun"`
 */
export const EmailGateway = words("EmailGateway", ["mailgun", "none"]);
export type EmailGateway = (typeof EmailGateway.values)[number];

/**
 * How the messages that validate a phone number are sent. Throws {@link InvalidFlowError}.
 *
 * `form.phoneGateway(PhoneGateway(gateway))` → `"phoneGateway": "whatsapp"`
 */
export const PhoneGateway = words("PhoneGateway", ["sms", "whatsapp", "both", "none"]);
export type PhoneGateway = (typeof PhoneGateway.values)[number];

/**
 * Whether a search for a face is fast or accurate. Throws {@link InvalidFlowError}.
 *
 * `liveness.searchMode(SearchMode(mode))` → `"searchMode": "FAST"`
 */
export const SearchMode = words("SearchMode", ["FAST", "ACCURATE"]);
export type SearchMode = (typeof SearchMode.values)[number];

/**
 * Where the list of people comes from. Throws {@link InvalidFlowError}.
 *
 * `security.source(SecuritySource(source))` → `"source": "CSV"`
 */
export const SecuritySource = words("SecuritySource", ["API", "CSV", "NONE"]);
export type SecuritySource = (typeof SecuritySource.values)[number];

/**
 * What kind of sample an API is tested with. Throws {@link InvalidFlowError}.
 *
 * `security.apiTestType(ApiTestType(type))` → `"apiTestType": "email"`
 */
export const ApiTestType = words("ApiTestType", ["email", "phone"]);
export type ApiTestType = (typeof ApiTestType.values)[number];
