export interface Piece {
  readonly text: string;
  readonly code: boolean;
}

export type Block =
  | { readonly kind: "h2" | "h3" | "p"; readonly pieces: readonly Piece[] }
  | { readonly kind: "ul"; readonly items: readonly (readonly Piece[])[] };

/** The Markdown of `explainFlow`: headings, lists, paragraphs and code. */
export function blocksOf(markdown: string): readonly Block[] {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map(blockOf);
}

function blockOf(block: string): Block {
  const [, marks, heading] = /^(#+) (.*)$/.exec(block) ?? [];
  if (heading !== undefined) {
    return { kind: marks === "#" ? "h2" : "h3", pieces: piecesOf(heading) };
  }
  if (block.startsWith("- ")) {
    const items = block.split(/\n(?=- )/).map((item) => piecesOf(item.slice(2)));
    return { kind: "ul", items };
  }
  return { kind: "p", pieces: piecesOf(block) };
}

/** Every second piece stands between backticks: as many as it takes not to occur within. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/(`+) ?(.+?) ?(?<!`)\1(?!`)/g)) {
    pieces.push({ text: text.slice(end, match.index), code: false });
    pieces.push({ text: match[2] ?? "", code: true });
    end = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(end), code: false });
  return pieces.filter(({ text }) => text !== "");
}
