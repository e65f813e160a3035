import type { MarkdownOptions, MarkdownRenderer } from "vitepress";
import { fieldLinks } from "./field-links.js";

/** As GitHub makes anchors, so that a link with an anchor works there and here. */
export function slugify(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

export const configureMarkdown: NonNullable<MarkdownOptions["config"]> = (md) => {
  colourOnce(md);
  drawCharts(md);
  anchorRows(md);
  labelCells(md);
};

const tryable = await fieldLinks();
const coloured = new Map<string, string>();

/** The search renders each page again. Samples are compiled once. */
function colourOnce(md: MarkdownRenderer): void {
  const { highlight } = md.options;
  if (!highlight) return;
  md.options.highlight = (code, language, attributes) => {
    const key = JSON.stringify([code, language, attributes]);
    const html = coloured.get(key) ?? highlight(code, language, attributes);
    coloured.set(key, html);
    return html;
  };
}

/** GitHub draws `mermaid` blocks, so they are drawn here too. */
function drawCharts(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info !== "mermaid") return fence?.(tokens, index, ...rest) ?? "";
    const chart = md.utils.escapeHtml(JSON.stringify(token.content));
    return `<ClientOnly><MermaidChart :chart="${chart}" title="A flow" /></ClientOnly>`;
  };
}

/** A row with an anchor in its first cell is a place to link to, and the row of a field can be tried out too. */
function anchorRows(md: MarkdownRenderer): void {
  md.core.ruler.push("anchor-rows", ({ tokens, Token }) => {
    for (const [index, row] of tokens.entries()) {
      const cell = tokens[index + 2];
      const [, id] = /^<a id="([^"]+)"><\/a>/.exec(cell?.content ?? "") ?? [];
      if (row.type !== "tr_open" || !cell?.children || !id) continue;
      row.attrSet("id", id);
      const link = new Token("html_inline", "", 0);
      link.content = `<a class="row-anchor" href="#${id}" aria-label="Link to ${id}">#</a>${tryOut(id)}`;
      cell.children = [...cell.children.slice(2), link];
    }
  });
}

function tryOut(id: string): string {
  const fragment = tryable.get(id);
  return fragment ? ` <a href="./playground${fragment}" aria-label="Try ${id}">try</a>` : "";
}

/** A phone has no room for columns: there, each cell says what it is. */
function labelCells(md: MarkdownRenderer): void {
  md.core.ruler.push("label-cells", ({ tokens }) => {
    let labels: string[] = [];
    let column = 0;
    for (const [index, { type }] of tokens.entries()) {
      const text = tokens[index + 1]?.content ?? "";
      if (type === "thead_open") labels = [];
      if (type === "th_open") labels.push(text);
      if (type === "tr_open") column = 0;
      if (type !== "td_open") continue;
      const label = labels[column];
      if (label && text !== "" && column > 0) tokens[index]?.attrSet("data-label", label);
      column += 1;
    }
  });
}
