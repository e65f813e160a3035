import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteConfig } from "vitepress";
import { sidebar } from "../.vitepress/sidebar.js";

interface Page {
  readonly text: string;
  readonly link: string;
  readonly markdown: string;
}

/**
 * Writes `llms.txt`, an index of the pages in the order of the sidebar, `llms-full.txt` with all of their text,
 * and each page as Markdown beside its HTML.
 */
export function writeLlmsTexts({ outDir, srcDir, pages, rewrites, site }: SiteConfig): void {
  const files = new Map(pages.map((page) => [rewrites.map[page] ?? page, page]));
  const textOf = (link: string) => {
    const file = files.get(`${link.slice(1)}.md`);
    if (!file) throw new Error(`the sidebar has ${link}, which is no page`);
    return readFileSync(join(srcDir, file), "utf8");
  };
  const chapters = sidebar.map(({ text, items }) => {
    const pages = items.map(({ text, link }): Page => ({ text, link, markdown: textOf(link) }));
    // The playground is a program, not a text.
    return {
      title: text,
      pages: pages.filter(({ markdown }) => !/^layout: page$/m.test(markdown)),
    };
  });
  const all = chapters.flatMap(({ pages }) => pages);
  const index = chapters.map(
    ({ title, pages }) => `## ${title}\n\n${pages.map(lineOf).join("\n")}\n`,
  );
  const head = `# ${site.title}\n\n> ${site.description}\n`;
  save("llms.txt", [head, ...index].join("\n"));
  save("llms-full.txt", [head, ...all.map(({ markdown }) => markdown)].join("\n"));
  for (const { link, markdown } of all) save(`${link.slice(1)}.md`, markdown);

  function save(name: string, text: string): void {
    mkdirSync(dirname(join(outDir, name)), { recursive: true });
    writeFileSync(join(outDir, name), text);
  }

  function lineOf({ text, link, markdown }: Page): string {
    return `- [${text}](${site.base}${link.slice(1)}.md): ${firstSentence(markdown)}`;
  }
}

/** The first sentence of the first paragraph below the title. */
function firstSentence(markdown: string): string {
  const paragraph = /^(?!#|\||`{3}|<|- |---)\S.*(?:\n\S.*)*/m.exec(markdown)?.[0] ?? "";
  const plain = paragraph.replaceAll("\n", " ").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return /^.*?\.(?= |$)/.exec(plain)?.[0] ?? plain.replace(/:$/, ".");
}
