/** A text of somebody's own as a code span: nothing in it is Markdown or HTML. */
export function codeSpan(text: string): string {
  const shown = text === "" ? '""' : text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, visible);
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const edge = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return fence + edge + shown + edge + fence;
}

function visible(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** A heading and its points; nothing if there are none. */
export function section(heading: string, points: readonly string[]): readonly string[] {
  if (points.length === 0) return [];
  return [`## ${heading}\n\n${points.map((point) => `- ${point}\n`).join("")}`];
}
