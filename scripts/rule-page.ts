import { join } from "node:path";
import ts from "typescript-5.9";
import { checkFlow, type Finding } from "../src/flows/check.js";
import type { FlowLike } from "../src/model/flow-data.js";
import { ruleExamples } from "../test/read/rule-examples.js";

const path = join(import.meta.dirname, "../test/read/rule-examples.ts");

const titles: Readonly<Record<keyof typeof ruleExamples, string>> = {
  every: "Rules of every flow",
  onboarding: "Rules of an onboarding flow",
  login: "Rules of a login flow",
};

/** `docs/checking.md`: every rule, with the examples that are tested. */
export function rulePage(): string {
  const file = ts.createSourceFile(path, ts.sys.readFile(path) ?? "", ts.ScriptTarget.ES2023, true);
  const texts = textsOf(file);
  const chapters = Object.entries(ruleExamples).map(([type, examples]) => {
    const rules = Object.entries<{ readonly found: unknown }>(examples).map(([code, { found }]) => {
      const [finding] = checkFlow(found as FlowLike);
      const text = (name: string) => texts.get(`${type}.${code}.${name}`) ?? "";
      return finding ? ruleOf(finding, text("found"), text("fine")) : "";
    });
    return `\n## ${titles[type as keyof typeof titles]}\n${rules.join("")}`;
  });
  return head(startOf(file)) + chapters.join("");
}

/** `start` is what the examples have in common. */
function head(start: string): string {
  return `# Checking a flow

\`checkFlow\` finds what Verifik accepts and you may regret: a list without people, a code that is
never sent, a step that anybody may skip.

\`\`\`ts
import { checkFlow, flow } from "verifik-flow";

const onboarding = flow()
  .project("507f1f77bcf86cd799439013")
  .signUpForm((form) => form.email());

for (const { severity, code, paths, message } of checkFlow(onboarding)) {
  console.log(\`\${severity} \${code} (\${paths.join(", ")})\\n\${message}\`);
}
\`\`\`

\`\`\`text
warning EMAIL_WITHOUT_GATEWAY (signUpForm.email, signUpForm.emailGateway)
Applicants can give any email address: email is on, but no gateway validates it. Set emailGateway to "mailgun".
\`\`\`

## What can be checked

A flow that you compose, however far; the body of one; and a flow as Verifik returned it. A stored flow may hold
anything: blank fields count as absent, an id may come as a whole object, and a value that the table refuses
is a finding, never an exception. The rules don't judge such a value further.

| \`severity\` | Means |
|---|---|
| \`error\` | Verifik's documentation says that it's needed, or doesn't allow it |
| \`warning\` | applicants or your code will probably have trouble |
| \`hint\` | it may be what you want |

Fields that the flow doesn't mention are judged only where something that it does mention needs them. A code stays the
same from version to version; a message may improve. Where Verifik's documentation is silent, the source of a rule
is an app that Verifik publishes, and the rule is never an error.

## In a test or a build

Fail on errors, and turn off by code what you've decided otherwise. A misspelt code is refused.

\`\`\`ts
import { checkFlow, type FlowLike } from "verifik-flow";

export function assertNoErrors(flow: FlowLike) {
  const findings = checkFlow(flow, { off: ["VERIFICATION_CAN_BE_SKIPPED"] });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\\n"));
}
\`\`\`

## The examples

Those below start from these, and are tested: the rule finds the first, and no rule finds anything in the second.

\`\`\`ts
import { flow, loginFlow } from "verifik-flow";

${start}
\`\`\`
`;
}

function ruleOf(finding: Finding, found: string, fine: string): string {
  const { code, severity, message, source } = finding;
  const shown = source.startsWith("https:") ? `[Verifik's documentation](${source})` : source;
  return `
### \`${code}\`

${severity} · ${shown}

> ${message}

\`\`\`typescript
// finds it
${found};

// doesn't
${fine};
\`\`\`
`;
}

/** The code of every example, by where it stands in the object. */
function textsOf(file: ts.SourceFile): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const visit = (node: ts.Node, within: readonly string[]): void => {
    const place = ts.isPropertyAssignment(node) ? [...within, node.name.getText(file)] : within;
    if (ts.isPropertyAssignment(node) && place.length === 3) {
      texts.set(place.join("."), unindented(node.initializer, file));
    } else {
      ts.forEachChild(node, (child) => visit(child, place));
    }
  };
  visit(file, []);
  return texts;
}

function unindented(node: ts.Node, file: ts.SourceFile): string {
  return node.getText(file).replaceAll("\n      ", "\n");
}

/** What the examples start from. */
function startOf(file: ts.SourceFile): string {
  const statements = file.statements.filter(ts.isVariableStatement);
  return statements
    .filter((statement) => !statement.modifiers)
    .map((statement) => statement.getText(file))
    .join("\n");
}
