import type { DefaultTheme } from "vitepress";

/** Every page, in the order in which one learns. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: "Learn",
    items: [
      { text: "Getting started", link: "/getting-started" },
      { text: "Literals and guards", link: "/literals-and-guards" },
      { text: "Composition", link: "/composition" },
      { text: "Submitting", link: "/submitting" },
      { text: "Errors", link: "/errors" },
      { text: "The emulator", link: "/emulator" },
      { text: "Login flows", link: "/login" },
    ],
  },
  {
    text: "Flows are data",
    items: [
      { text: "Checking", link: "/checking" },
      { text: "Reading", link: "/reading" },
      { text: "Comparing", link: "/comparing" },
      { text: "Explaining", link: "/explaining" },
      { text: "Printing", link: "/printing" },
    ],
  },
  {
    text: "Flows that are stored",
    items: [
      { text: "Flows as code", link: "/flows-as-code" },
      { text: "Recipes", link: "/recipes" },
      { text: "The command", link: "/command" },
      { text: "The client", link: "/client" },
    ],
  },
  {
    text: "Reference",
    items: [
      { text: "Fields", link: "/fields" },
      { text: "Reliability", link: "/reliability" },
      { text: "Performance", link: "/performance" },
    ],
  },
];
