/** GitHub shows ten annotations of each level for a step, and drops the rest without a word. */
const most = 10;

export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly file: string;
  readonly title: string;
  readonly message: string;
}

/** Workflow commands that show up beside the file on a pull request. */
export function annotationsText(annotations: readonly Annotation[]): string {
  const shown = (["error", "warning", "notice"] as const).flatMap((level) =>
    annotations.filter((annotation) => annotation.level === level).slice(0, most),
  );
  return shown.map(annotationText).join("\n");
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
