/**
 * The fields that flows of more than one type have.
 *
 * From https://docs.verifik.co/resources/project-flows/create-a-project-flow and the pages below it
 */
import { notBlank } from "../../check/plain-guards.js";
import type { BodyOf, Needing } from "../../model/body.js";
import { id, integer, records, text, url, word } from "../../model/define-rows.js";
import {
  ApiTestType,
  CountryCode,
  EmailAddress,
  FlowStatus,
  FlowVersion,
  ObjectId,
  SecuritySource,
  WebUrl,
} from "./guards.js";

/** Where flows of every type are created. */
export const projectFlows = "/v2/project-flows";

/** Where flows of every type are deleted: Verifik documents no `DELETE` for v2. */
export const deletedFlows = "/v3/project-flows";

export const flowRows = {
  /** The project that the flow belongs to. The one field that a flow can't be sent without. */
  project: id(ObjectId, "unclear"),
  /** The state of the flow. */
  status: word(FlowStatus, "neutral"),
  /** Where applicants are sent when they are done. */
  redirectUrl: url(WebUrl, "neutral"),
  /** The form that the `form` step shows. */
  systemForm: id(ObjectId, "neutral"),
  /** The webhook that Verifik calls when something happens. */
  webhook: id(ObjectId, "neutral"),
  /** The version number of the flow. */
  version: integer(FlowVersion, "neutral"),
};

/** Of every `security` section; the strategy differs. */
export const sourceRows = {
  /** Where the list comes from. */
  source: word(SecuritySource, "unclear"),
  /** What `apiTestValue` is. */
  apiTestType: word(ApiTestType, "neutral"),
  /** The API that Verifik asks about a person; needed when the source is `"API"`. */
  apiUrl: url(WebUrl, "unclear"),
  /** An email address or a phone number that the API knows, for a test; needed when the source is `"API"`. */
  apiTestValue: text("neutral"),
};

const personRows = {
  /** The name of the person; every record has one. */
  name: text("unclear", notBlank("the name of a person")),
  /** The person's email address. */
  email: text("unclear", EmailAddress),
  /** The calling code of the person's phone number: `+57`. */
  countryCode: text("unclear", CountryCode),
  /** The person's phone number, without the calling code. */
  phone: text("unclear", notBlank("a phone number")),
  /** The project that the person belongs to, if it isn't the flow's. */
  project: id(ObjectId, "unclear"),
};

/** A person on a list. */
export interface Person extends Needing<BodyOf<typeof personRows>, "name"> {}

/** As many records as Verifik takes in one request. */
const peopleAtMost = { required: ["name"], most: 500 } as const;

/** A list of people, where it is a blacklist. */
export const peopleKeptOut = records<typeof personRows, "name", Person>(
  personRows,
  peopleAtMost,
  "more",
);
/** A list of people, where it is a whitelist. */
export const peopleLetIn = records<typeof personRows, "name", Person>(
  personRows,
  peopleAtMost,
  "fewer",
);
