import { appendFile } from "node:fs/promises";

/** GitHub shows ten annotations of a level for a step, and drops the rest without a word. */
const most = 10;

const levels = ["error", "warning", "notice"] as const;

export interface Annotation {
  readonly level: (typeof levels)[number];
  readonly file: string;
  readonly title: string;
  readonly message: string;
}

/**
 * Workflow commands that show up beside the file on a pull request: the worst first, and no more than are shown.
 * `rest` says where the others are.
 */
export function annotationsText(annotations: readonly Annotation[], rest: string): string {
  const sorted = levels.flatMap((level) => annotations.filter((one) => one.level === level));
  if (sorted.length <= most) return sorted.map(annotationText).join("\n");
  const shown = sorted.slice(0, most - 1);
  const [file = ""] = shown.map((one) => one.file);
  const message = `${sorted.length - shown.length} more: ${rest}`;
  const last = { level: "notice", file, title: "verifik-flow", message } as const;
  return [...shown, last].map(annotationText).join("\n");
}

/** Adds Markdown to what GitHub shows below the run of a step. Elsewhere there's no place for it. */
export async function addToSummary(markdown: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { GITHUB_STEP_SUMMARY: path } = env;
  if (path) await appendFile(path, `${markdown}\n`);
}

function annotationText({ level, file, title, message }: Annotation): string {
  return `::${level} file=${property(file)},title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
