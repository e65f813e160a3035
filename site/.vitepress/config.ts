import { defineConfig } from "vitepress";
import { sampleTransformers } from "../build/samples.js";
import { sidebar } from "./sidebar.js";

export default defineConfig({
  title: "verifik-flow",
  description: "Compose Verifik project flows in TypeScript: the compiler refuses what the API would refuse.",
  srcDir: "..",
  srcExclude: ["*.md", ".*/**"],
  outDir: "./dist",
  rewrites: { "docs/:page": ":page", "site/pages/:path(.*)": ":path" },
  cleanUrls: true,
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    codeTransformers: sampleTransformers,
  },
  themeConfig: { sidebar, search: { provider: "local" } },
});
