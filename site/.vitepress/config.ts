import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTheme, defineConfig } from "vitepress";
import { writeLlmsTexts } from "../build/llms.js";
import { configureMarkdown, slugify } from "../build/markdown.js";
import { sampleTransformers } from "../build/samples.js";
import { searched } from "../build/search.js";
import { withContentSecurityPolicy } from "../build/security.js";
import { sidebar } from "./sidebar.js";
import { spanish } from "./spanish.js";

const root = join(import.meta.dirname, "../..");
const { repository, description } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Where the pages can be edited: what package.json says, or the repository that a GitHub workflow runs in. */
const repositoryUrl: string | undefined =
  repository?.url?.replace(/^git\+|\.git$/g, "") ??
  (process.env["GITHUB_REPOSITORY"] && `https://github.com/${process.env["GITHUB_REPOSITORY"]}`);

const themeConfig: DefaultTheme.Config = {
  nav: [
    { text: "Learn", link: "/getting-started", activeMatch: "^/getting-started" },
    { text: "Playground", link: "/playground" },
    { text: "Fields", link: "/fields" },
    { text: "How it compares", link: "/alternatives" },
    { text: "Verifik", link: "https://docs.verifik.co" },
  ],
  sidebar: sidebar.map(({ text, items }) => ({ text, items: [...items] })),
  outline: [2, 3],
  notFound: {
    title: "There's no such page",
    quote: "It may have moved: search for it, or begin at the start.",
    linkText: "To the start",
    linkLabel: "To the home page",
  },
  // A page has no translation but the two that Spanish readers begin with.
  i18nRouting: false,
  search: {
    provider: "local",
    options: { _render: searched, locales: { es: { translations: spanish.search } } },
  },
  ...(repositoryUrl
    ? {
        editLink: { pattern: `${repositoryUrl}/edit/main/:path`, text: "Edit this page" },
        socialLinks: [{ icon: "github", link: repositoryUrl, ariaLabel: "The repository" }],
      }
    : {}),
};

export default defineConfig({
  title: "verifik-flow",
  description,
  lang: "en",
  base: process.env["DOCS_BASE"] ?? "/",
  srcDir: root,
  srcExclude: ["*.md", "site/*.md", "site/generated/typedoc/**"],
  outDir: join(import.meta.dirname, "../dist"),
  rewrites: {
    "docs/:page": ":page",
    "site/pages/:path(.*)": ":path",
    "site/generated/exports/:page": "exports/:page",
  },
  cleanUrls: true,
  head: [["meta", { name: "theme-color", content: "#0b6b53" }]],
  locales: {
    root: { label: "English", lang: "en" },
    es: {
      label: "Español",
      lang: "es",
      description: spanish.description,
      themeConfig: spanish.theme,
    },
  },
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify },
    codeTransformers: sampleTransformers,
    config: configureMarkdown,
  },
  themeConfig,
  // Its tables are wide, so they get the room of the outline.
  transformPageData: ({ relativePath }) =>
    relativePath === "fields.md"
      ? { frontmatter: { aside: false, pageClass: "fields-page" } }
      : undefined,
  transformHtml: withContentSecurityPolicy,
  buildEnd: writeLlmsTexts,
  vite: {
    publicDir: join(root, "site/public"),
    build: { chunkSizeWarningLimit: 4000 },
    server: { fs: { allow: [root] } },
  },
});
