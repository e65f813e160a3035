export const tabs = {
  body: "Body",
  findings: "Checks",
  words: "In words",
  diagram: "Diagram",
  changes: "Changes",
  submit: "Submit",
  json: "From JSON",
} as const;

export type Tab = keyof typeof tabs;
