import type { FlowType } from "../model/flow-type.js";
import { type FieldCode, fieldSeverities } from "../read/judge.js";
import type { Rule } from "../read/rule.js";
import { loginRules } from "./login/rules.js";
import { onboardingRules } from "./onboarding/rules.js";
import { sharedRules } from "./shared/rules.js";
import { type TableRuleCode, tableRules } from "./shared/table-rules.js";
import { flowTypes } from "./types.js";

/** The code of a rule of {@link checkFlow}. It stays the same from version to version. */
export type RuleCode =
  | FieldCode
  | TableRuleCode
  | (typeof sharedRules | typeof onboardingRules | typeof loginRules)[number]["code"];

type Rules = readonly Rule<RuleCode>[];

const ownRules: Readonly<Record<(typeof flowTypes)[number]["type"], Rules>> = {
  onboarding: onboardingRules,
  login: loginRules,
};

/** The rules of a flow type: those of its kinds of rows, of the fields that it shares, and its own. */
export function rulesOf({ type, rows }: FlowType): Rules {
  const own: Readonly<Record<string, Rules>> = ownRules;
  return [...tableRules(rows), ...sharedRules, ...(own[type] ?? [])];
}

/** The code of every rule. */
export function ruleCodes(): readonly string[] {
  const rules = flowTypes.flatMap((type) => rulesOf(type).map(({ code }) => code));
  return [...new Set([...Object.keys(fieldSeverities), ...rules])];
}
