import type { Brand, RuleOf } from "./brand.js";
import { type Guard, guard } from "./guard.js";
import type {
  CountryCodeRule,
  EmailAddressRule,
  ObjectIdRule,
  TextRule,
  WebUrlRule,
} from "./rule.js";

/** A text that the guard of the rule accepted. */
export type Text<Applied extends TextRule> = string & Brand<Applied>;

/** A guard of texts of one shape; `pattern` is the source of an expression that matches them. */
export interface TextGuard<Branded extends Brand<TextRule>> extends Guard<Branded> {
  readonly pattern: string;
}

/* @__NO_SIDE_EFFECTS__ */
function textGuard<Branded extends Brand<TextRule>>(
  name: RuleOf<Branded>["guard"],
  rule: Pick<RuleOf<Branded>, "problem" | "expected">,
  pattern: RegExp,
  accepts = (_value: string) => true,
): TextGuard<Branded> {
  const test = (value: string) => pattern.test(value) && accepts(value);
  const source = { pattern: pattern.source }; // the expression itself could be changed by who holds it
  const made = Object.assign(guard<Branded>(name, "string", rule, test), source);
  Object.freeze(made);
  return made;
}

/** The guard of ids: 24 hexadecimal characters. */
/* @__NO_SIDE_EFFECTS__ */
export function objectId<Name extends string>(name: Name): TextGuard<Text<ObjectIdRule<Name>>> {
  const rule = { problem: "is not an ObjectId", expected: "24 hexadecimal characters" } as const;
  return textGuard(name, rule, /^[0-9a-fA-F]{24}$/);
}

/**
 * The guard of URLs of pages and APIs. URL parsers trim and repair; the text is sent as it is, so it
 * has to be right as it is.
 */
/* @__NO_SIDE_EFFECTS__ */
export function webUrl<Name extends string>(name: Name): TextGuard<Text<WebUrlRule<Name>>> {
  const rule = {
    problem: "is not a web URL",
    expected: "http:// or https:// and a host, without spaces",
  } as const;
  return textGuard(name, rule, /^https?:\/\/[^\s/?#]\S*$/, (value) => URL.canParse(value));
}

/** The guard of email addresses, by their shape. */
/* @__NO_SIDE_EFFECTS__ */
export function emailAddress<Name extends string>(
  name: Name,
): TextGuard<Text<EmailAddressRule<Name>>> {
  const rule = {
    problem: "is not an email address",
    expected: "a name, @ and a host, without spaces",
  } as const;
  return textGuard(name, rule, /^[^\s@]+@\S*[^\s@]$/);
}

/** The guard of calling codes like `+57`. */
/* @__NO_SIDE_EFFECTS__ */
export function countryCode<Name extends string>(
  name: Name,
): TextGuard<Text<CountryCodeRule<Name>>> {
  const rule = { problem: "is not a country code", expected: "+ and one to three digits" } as const;
  return textGuard(name, rule, /^\+\d{1,3}$/);
}
