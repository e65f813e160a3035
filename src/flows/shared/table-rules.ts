import type { Rows } from "../../model/row.js";
import { walk } from "../../model/walk.js";
import type { Rule } from "../../read/rule.js";
import { applicantApp, dashboard } from "./sources.js";

export type TableRuleCode =
  | "URL_WITHOUT_HTTPS"
  | "URL_REFUSED_BY_DASHBOARD"
  | "SCORE_NOBODY_REACHES";

type Rules = readonly Rule<TableRuleCode>[];

/** The rules that a table gets for its kinds of rows. */
export function tableRules(rows: Rows): Rules {
  return walk<Rules>(rows, ({ path, row }, inner) => {
    if (row.kind === "url") return [withoutHttps(path), refusedByDashboard(path)];
    if (row.kind === "decimal" && row.guard.max === 1) return [nobodyReaches(path)];
    return inner.flat();
  }).flat();
}

/** Whether a URL leads to the machine that it's opened on. */
export function isLocal(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

function withoutHttps(path: string): Rule<"URL_WITHOUT_HTTPS"> {
  return {
    code: "URL_WITHOUT_HTTPS",
    severity: "warning",
    fields: [path],
    find: (url = "https:") => /^http:/i.test(url) && !isLocal(url),
    message: `Anyone on the way can read what is sent to ${path}: tokens or personal data. Use https://.`,
    source: applicantApp,
  };
}

/** What its form accepts; other rules are about a query. */
const acceptedUrl = /^https?:\/\/([^\s/?#@:.]+(\.[^\s/?#@:.]+)+|localhost)(:\d+)?([/?#]\S*)?$/i;

function refusedByDashboard(path: string): Rule<"URL_REFUSED_BY_DASHBOARD"> {
  return {
    code: "URL_REFUSED_BY_DASHBOARD",
    severity: "warning",
    fields: [path],
    find: (url = "https://example.com") => !acceptedUrl.test(url),
    message: `Nobody can save the flow in Verifik's dashboard: its form refuses ${path}. Use a host with a dot, and no user name or password.`,
    source: dashboard,
  };
}

function nobodyReaches(path: string): Rule<"SCORE_NOBODY_REACHES"> {
  return {
    code: "SCORE_NOBODY_REACHES",
    severity: "warning",
    fields: [path],
    find: (score = 0) => score === 1,
    message: `Hardly anybody will pass: with ${path} at 1, only a perfect match does. Use a lower score.`,
    source: applicantApp,
  };
}
