import TwoslashFloatingVue from "@shikijs/vitepress-twoslash/client";
import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { defineAsyncComponent } from "vue";
import { readHoversByKeyboard } from "./read-hovers.js";
import "@shikijs/vitepress-twoslash/style.css";
import "./style.css";
import "./home.css";
import "./samples.css";
import "./fields.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.use(TwoslashFloatingVue);
    if (!import.meta.env.SSR) readHoversByKeyboard();
    app.component(
      "MermaidChart",
      defineAsyncComponent(() => import("./MermaidChart.vue")),
    );
  },
} satisfies Theme;
