import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTheme, defineConfig } from "vitepress";
import { writeTexts } from "../build/llms.js";
import { configure, slugify } from "../build/markdown.js";
import { sampleTransformers } from "../build/samples.js";
import { secured } from "../build/security.js";
import { sidebar } from "./sidebar.js";
import { spanish } from "./spanish.js";

const root = join(import.meta.dirname, "../..");
const { repository, description } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Where the pages can be edited: what package.json says, or the repository that a GitHub workflow runs in. */
const home: string | undefined =
  repository?.url?.replace(/^git\+|\.git$/g, "") ??
  (process.env["GITHUB_REPOSITORY"] && `https://github.com/${process.env["GITHUB_REPOSITORY"]}`);

const themeConfig: DefaultTheme.Config = {
  nav: [
    { text: "Learn", link: "/getting-started", activeMatch: "^/getting-started" },
    { text: "Playground", link: "/playground" },
    { text: "Fields", link: "/fields" },
    { text: "How it compares", link: "/alternatives" },
  ],
  sidebar: sidebar.map(({ text, items }) => ({ text, items: [...items] })),
  outline: [2, 3],
  // A page has no translation but the two that Spanish readers begin with.
  i18nRouting: false,
  search: {
    provider: "local",
    options: { locales: { es: { translations: spanish.search } } },
  },
  ...(home
    ? {
        editLink: { pattern: `${home}/edit/main/:path`, text: "Edit this page" },
        socialLinks: [{ icon: "github", link: home, ariaLabel: "The repository" }],
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
  head: [["meta", { name: "theme-color", content: "#1a7f64" }]],
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
    config: configure,
  },
  themeConfig,
  transformHtml: secured,
  buildEnd: writeTexts,
  vite: {
    publicDir: join(root, "site/public"),
    build: { chunkSizeWarningLimit: 4000 },
    server: { fs: { allow: [root] } },
  },
});
