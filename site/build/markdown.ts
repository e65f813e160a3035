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

export const configure: NonNullable<MarkdownOptions["config"]> = (md) => {
  colourOnce(md);
  drawCharts(md);
  anchorRows(md);
  keepEmptyHeaders(md);
};

const tryable = fieldLinks();
const coloured = new Map<string, string>();

/** VitePress renders each page twice, for the server and for the browser. Samples are compiled once. */
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

/**
 * Rows that begin with a name in capitals, like the code of an error, are places to link to, and so are the fields,
 * which can be tried in the playground too.
 */
function anchorRows(md: MarkdownRenderer): void {
  md.core.ruler.push("anchor-rows", ({ tokens, env, Token }) => {
    const isFields = env.relativePath === "fields.md";
    let type = "";
    for (const [index, token] of tokens.entries()) {
      const text = (after: number) => tokens[index + after]?.content ?? "";
      if (token.type === "heading_open")
        type = /^(\w+) flow$/.exec(text(1))?.[1]?.toLowerCase() ?? type;
      if (token.type !== "tr_open") continue;
      const [, code] = /^`([A-Z][A-Z_]+)`$/.exec(text(2)) ?? [];
      const [, path] = isFields ? (/^`([\w.[\]]+)`$/.exec(text(5)) ?? []) : [];
      const id = code ?? (path && `${type}.${path}`);
      if (!id) continue;
      token.attrSet("id", id);
      const link = new Token("html_inline", "", 0);
      link.content = `<a class="row-anchor" href="#${id}" aria-label="Link to ${id}">#</a>${tryOut(id)}`;
      tokens[index + 2]?.children?.push(link);
    }
  });
}

function tryOut(id: string): string {
  const fragment = tryable.get(id);
  return fragment ? ` <a href="./playground${fragment}" aria-label="Try ${id}">try</a>` : "";
}

/** A header without words names nothing: for whoever listens to the table, it's a cell. */
function keepEmptyHeaders(md: MarkdownRenderer): void {
  md.core.ruler.push("empty-headers", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const close = tokens[index + 2];
      if (token.type !== "th_open" || !close || tokens[index + 1]?.content !== "") continue;
      token.tag = "td";
      close.tag = "td";
    }
  });
}
