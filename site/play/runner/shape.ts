import type { Job } from "./jobs.js";

type Shape = (value: unknown) => boolean;

/** More than a flow comes to, and few enough to be shown at once. */
const mostCharacters = 200_000;
const mostItems = 1000;

const text: Shape = (value) => typeof value === "string" && value.length <= mostCharacters;

const list = (item: Shape): Shape => {
  return (value) => Array.isArray(value) && value.length <= mostItems && value.every(item);
};

const record = (fields: Readonly<Record<string, Shape>>): Shape => {
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    const given = value as Readonly<Record<string, unknown>>;
    return Object.entries(fields).every(([name, shape]) => shape(given[name]));
  };
};

const change = record({ path: text, before: text, after: text, effect: text });

const results: Readonly<Record<Job["kind"], Shape>> = {
  show: record({
    name: text,
    others: list(text),
    body: text,
    findings: list(record({ code: text, severity: text, message: text })),
    words: record({ en: text, es: text }),
    diagram: text,
    changes: (value) => text(value) || list(change)(value),
    log: list(text),
  }),
  submit: record({ stored: text, request: text }),
  print: record({ code: text, lost: list(text) }),
};

/** Whether it's an outcome of the job: the code that runs may post anything in its place. */
export function isOutcome(kind: Job["kind"], value: unknown): boolean {
  return record({ refused: text })(value) || record({ result: results[kind] })(value);
}
