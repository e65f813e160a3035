import type { SectionRow, WordRow } from "../../model/row.js";
import { type FieldsOf, frozenRule, type RuleMaker } from "../../read/rule.js";
import { EmailAddress } from "./guards.js";
import type { flowRows, Person, peopleLetIn, sourceRows } from "./rows.js";
import { applicantApp, dashboard, listPage, securityPage, updatePage } from "./sources.js";
import { isLocal } from "./table-rules.js";

type Strategy = { readonly strategy: WordRow<"whitelist" | "blacklist" | "none"> };
type SharedRows = typeof flowRows & {
  readonly security: SectionRow<Strategy & typeof sourceRows>;
  readonly whiteList: typeof peopleLetIn;
};

/* @__NO_SIDE_EFFECTS__ */
const rule: RuleMaker<FieldsOf<SharedRows>> = (given) => frozenRule(given);

/** The rules of the fields that flows of more than one type have. */
export const sharedRules = [
  rule({
    code: "FLOW_NOT_ACTIVE",
    severity: "hint",
    fields: ["status"],
    find: (status) => status === "draft" || status === "paused",
    message: `Nobody can use the flow while its status is {0}. Set it to "active", in its project too.`,
    source: updatePage,
  }),
  rule({
    code: "REDIRECT_URL_WITH_QUERY",
    severity: "warning",
    fields: ["redirectUrl"],
    find: (url = "") => /[?#]/.test(url),
    message: `Your page won't get its token: Verifik's app appends "?type=…&token=…" to redirectUrl, which has a query or a fragment already. Leave that out.`,
    source: applicantApp,
  }),
  rule({
    code: "REDIRECT_URL_IS_LOCAL",
    severity: "warning",
    fields: ["redirectUrl", "status"],
    find: (url, status) => url !== undefined && isLocal(url) && status === "active",
    message: `People will be sent to their own machine: the flow is active, and redirectUrl is a local address. Set it to the address of your site.`,
    source: applicantApp,
  }),
  rule({
    code: "SOURCE_API_WITHOUT_URL",
    severity: "error",
    fields: ["security.source", "security.apiUrl"],
    find: (source, url) => source === "API" && url === undefined,
    message: `Nobody can be looked up: source is "API", but apiUrl isn't set. Set it to the API that Verifik asks about a person.`,
    source: securityPage,
  }),
  rule({
    code: "SOURCE_API_WITHOUT_TEST_TYPE",
    severity: "error",
    fields: ["security.source", "security.apiTestType"],
    find: (source, type) => source === "API" && type === undefined,
    message: `Verifik can't test your API: source is "API", but apiTestType isn't set. Set it to what apiTestValue is.`,
    source: securityPage,
  }),
  rule({
    code: "SOURCE_API_WITHOUT_TEST_VALUE",
    severity: "error",
    fields: ["security.source", "security.apiTestValue"],
    find: (source, value) => source === "API" && value === undefined,
    message: `Verifik can't test your API: source is "API", but apiTestValue isn't set. Set it to an email address or a phone number that your API knows.`,
    source: securityPage,
  }),
  rule({
    code: "API_TEST_VALUE_OF_OTHER_TYPE",
    severity: "warning",
    fields: ["security.apiTestType", "security.apiTestValue"],
    find: (type, value) =>
      type !== undefined && value !== undefined && EmailAddress.is(value) !== (type === "email"),
    message: `The test of your API will fail: apiTestType is {0}, but apiTestValue is something else. Make them agree.`,
    source: securityPage,
  }),
  rule({
    code: "API_URL_WITH_QUERY",
    severity: "warning",
    fields: ["security.apiUrl"],
    find: (url = "") => /[?#]/.test(url),
    message: `Your API won't be told whom to look up: Verifik appends "?email=…" or "?phone=…" to apiUrl, which has a query or a fragment already. Leave that out.`,
    source: dashboard,
  }),
  rule({
    code: "API_SETTINGS_UNUSED",
    severity: "hint",
    fields: ["security.source", "security.apiUrl", "security.apiTestValue"],
    find: (source = "API", ...settings) =>
      source !== "API" && settings.some((setting) => setting !== undefined),
    message: `Verifik won't ask your API: apiUrl and apiTestValue are for the source "API", and source is {0}. Set source to "API", or leave them out.`,
    source: securityPage,
  }),
  rule({
    code: "SOURCE_WITHOUT_STRATEGY",
    severity: "warning",
    fields: ["security.strategy", "security.source"],
    find: (strategy, source = "NONE") => strategy === "none" && source !== "NONE",
    message: `The list won't be used: source is {1}, but strategy is "none". Set another strategy, or set source to "NONE".`,
    source: dashboard,
    covers: ["LOGIN_OPEN_TO_ALL"],
  }),
  rule({
    code: "STRATEGY_WITHOUT_SOURCE",
    severity: "warning",
    fields: ["security.strategy", "security.source"],
    find: (strategy = "none", source) => strategy !== "none" && source === "NONE",
    message: `Nobody is on the list: strategy is {0}, but source is "NONE". Set another source.`,
    source: dashboard,
  }),
  rule({
    code: "CSV_WITHOUT_LIST",
    severity: "error",
    fields: ["security.source", "whiteList"],
    find: (source, people) => source === "CSV" && people === undefined,
    message: `Nobody is on the list: source is "CSV", but whiteList has no records. Add some, or set another source.`,
    source: securityPage,
    onlyRequests: true,
  }),
  rule({
    code: "LIST_UNUSED",
    severity: "warning",
    fields: ["whiteList", "security.source"],
    find: (people, source) => people !== undefined && source !== "CSV",
    message: `The list won't be used: whiteList is for the source "CSV". Set source to "CSV", or leave whiteList out.`,
    source: securityPage,
  }),
  rule({
    code: "PERSON_TWICE_BY_EMAIL",
    severity: "warning",
    fields: ["whiteList"],
    find: (people = []) => repeated(people, ".email", ({ email }) => email?.toLowerCase()),
    message: `Verifik's dashboard refuses this list: people have the same email address. Keep one of each.`,
    source: dashboard,
  }),
  rule({
    code: "PERSON_TWICE_BY_PHONE",
    severity: "warning",
    fields: ["whiteList"],
    find: (people = []) =>
      repeated(people, ".phone", ({ countryCode = "", phone }) => phone && countryCode + phone),
    message: `Verifik's dashboard refuses this list: people have the same phone number. Keep one of each.`,
    source: dashboard,
  }),
  rule({
    code: "PERSON_UNREACHABLE",
    severity: "warning",
    fields: ["whiteList"],
    find: (people = []) => places(people, ".email", ({ email, phone }) => !email && !phone),
    message: `Verifik can't recognize these people: they have neither an email address nor a phone number. Add one, or leave them out.`,
    source: dashboard,
  }),
  rule({
    code: "PHONE_WITHOUT_COUNTRY_CODE",
    severity: "warning",
    fields: ["whiteList"],
    find: (people = []) =>
      places(people, ".countryCode", ({ phone, countryCode }) => !phone !== !countryCode),
    message: `Verifik can't recognize these people by phone: a phone number needs its country code, and a code its number. Add what is missing.`,
    source: listPage,
  }),
  rule({
    code: "PERSON_OF_OTHER_PROJECT",
    severity: "warning",
    fields: ["whiteList"],
    beside: ["project"],
    find: (people = [], project) =>
      places(
        people,
        ".project",
        (person) =>
          person.project !== undefined && person.project.toLowerCase() !== project?.toLowerCase(),
      ),
    message: `These people won't be on the flow's list: they belong to another project. Leave their project out.`,
    source: dashboard,
  }),
];

/** What Verifik says of a score. */
export interface Recommendation {
  readonly recommended: number;
  /** What a lower score leads to. */
  readonly effect: string;
  readonly source: string;
}

/** Whether a gateway is named for a field that isn't on. */
export function sendsWithout(gateway: string | undefined, field: boolean | undefined): boolean {
  return gateway !== undefined && gateway !== "none" && !field;
}

/** Whether a field is on that no gateway sends anything to. */
export function sendsNothing(field: boolean | undefined, gateway: string | undefined): boolean {
  return field === true && (gateway === undefined || gateway === "none");
}

/** Where the people are, in the list, of whom it's true. */
export function places(
  people: readonly Person[],
  field: string,
  isTrue: (person: Person) => boolean,
): readonly string[] {
  return people.flatMap((person, index) => (isTrue(person) ? [`[${index}]${field}`] : []));
}

/** Where the items are that share a key with another. */
export function repeated<Item>(
  items: readonly Item[],
  field: string,
  keyOf: (item: Item) => string | undefined,
): readonly string[] {
  const keys = items.map(keyOf);
  const counts = new Map<string, number>();
  for (const key of keys) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.flatMap((key = "", index) =>
    (counts.get(key) ?? 0) > 1 ? [`[${index}]${field}`] : [],
  );
}
