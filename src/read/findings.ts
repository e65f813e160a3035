import type { FlowData } from "../model/flow-data.js";
import { type FieldCode, fieldSeverities, judge, type Refusal } from "./judge.js";
import type { Finding, Rule } from "./rule.js";

/**
 * What the table refuses, in the table's order, then what the rules find, in theirs. `source` is the page that
 * documents the table. A rule is left out if the table lacks one of its fields, or refuses its value: one
 * mistake is reported once.
 */
export function findingsIn<Code extends string>(
  flow: FlowData,
  rules: readonly Rule<Code>[],
  source: string,
): readonly Finding<Code | FieldCode>[] {
  const { values, refusals } = judge(flow);
  const stored = Object.hasOwn(flow.data, "_id");
  const applied = stored ? rules.filter(({ onlyRequests }) => !onlyRequests) : rules;
  const found = applied.map((rule) => [rule, foundBy(rule, values)] as const);
  const covered = new Set(
    found.flatMap(([{ covers = [] }, findings]) => (findings.length > 0 ? covers : [])),
  );
  const reported = found
    .flatMap(([, findings]) => findings)
    .filter(({ code }) => !covered.has(code));
  return Object.freeze([...refusedFindings(refusals, source), ...reported]);
}

function foundBy<Code extends string>(
  rule: Rule<Code>,
  values: ReadonlyMap<string, unknown>,
): readonly Finding<Code>[] {
  const { code, severity, fields, beside = [], message, source } = rule;
  const names = [...fields, ...beside];
  if (!names.every((name) => values.has(name))) return [];
  const held = names.map((name) => values.get(name));
  const found = rule.find(...(held as never)); // each as its row allows, which the rule's types say too
  const paths = typeof found === "boolean" ? fields : found.map((place) => fields[0] + place);
  if (found === false || paths.length === 0) return [];
  const said = message.replace(/\{(\d)\}/g, (_, index) => JSON.stringify(held[index]));
  return [finding({ code, severity, paths, message: said, source })];
}

/** One finding for all the records or texts of a list that have the same fault. */
function refusedFindings(
  refusals: readonly Refusal[],
  source: string,
): readonly Finding<FieldCode>[] {
  const faults = new Map<string, { readonly first: Refusal; readonly paths: string[] }>();
  for (const refusal of refusals) {
    const fault = `${refusal.code} ${refusal.path.replace(/\[\d+\]/, "")}`;
    const known = faults.get(fault);
    if (known) known.paths.push(refusal.path);
    else faults.set(fault, { first: refusal, paths: [refusal.path] });
  }
  return [...faults.values()].map(({ first: { code, message }, paths }) => {
    const more = paths.length > 1 ? ` The same holds for ${paths.length - 1} more.` : "";
    return finding({
      code,
      severity: fieldSeverities[code],
      paths,
      message: message + more,
      source,
    });
  });
}

function finding<Code extends string>(found: Finding<Code>): Finding<Code> {
  return Object.freeze({ ...found, paths: Object.freeze([...found.paths]) });
}
