interface Chapter {
  readonly text: string;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}

/** Every page, in the order in which one learns. */
export const sidebar: readonly Chapter[] = [
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
      { text: "Playground", link: "/playground" },
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
    text: "Stored flows",
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
      { text: "Exports", link: "/exports" },
      { text: "How it compares", link: "/alternatives" },
      { text: "Reliability", link: "/reliability" },
      { text: "Performance", link: "/performance" },
    ],
  },
];
