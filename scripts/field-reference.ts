/** Writes docs/fields.md from the table: its rows say what is accepted, its comments what it means. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Fields } from "../src/fields/field.js";
import { bodyFields } from "../src/table/fields.js";

const root = join(import.meta.dirname, "..");

/** The page that docs/fields.md has to be. */
export function fieldReference(): string {
  const { onboardingSettings, security } = bodyFields;
  const { steps, signUpForm, basicInformation, document, liveness } = onboardingSettings.fields;
  const inner = "onboardingSettings.";
  return [
    introduction,
    heading("flow()"),
    head,
    rowsOf("", bodyFields, commentsOn("requiredFields", "flowFields")),
    rowsOf(inner, onboardingSettings.fields, commentsOn("onboardingFields")),
    section("steps", "{ … }", `${inner}steps.`, steps.fields),
    section("signUpForm", "(form) => form…", `${inner}signUpForm.`, signUpForm.fields),
    section(
      "basicInformation",
      "(information) => information…",
      `${inner}basicInformation.`,
      basicInformation.fields,
    ),
    section("document", "(document) => document…", `${inner}document.`, document.fields),
    section("liveness", "(liveness) => liveness…", `${inner}liveness.`, liveness.fields),
    section("security", "(security) => security…", "security.", security.fields),
  ].join("");
}

const introduction = `# Fields

Every field of a Smart Enroll project flow, made from \`src/table/fields.ts\` by \`npm run docs\`.
Booleans may be left out of the call: \`.usePassport()\` is \`.usePassport(true)\`.
`;

const head = "| Name | In the body | Accepts | Meaning |\n|---|---|---|---|\n";

function heading(call: string): string {
  return `\n## \`${call}\`\n\n`;
}

function section(method: string, argument: string, path: string, fields: Fields): string {
  const comments = commentsOn(method === "steps" ? "stepFields" : `${method}Fields`);
  return heading(`.${method}(${argument})`) + head + rowsOf(path, fields, comments);
}

function rowsOf(path: string, fields: Fields, comments: ReadonlyMap<string, string>): string {
  const rows = Object.entries(fields).map(([name, field]) => {
    if ("fields" in field) return "";
    const accepts = field.expected.replaceAll("'", "`");
    const meaning = comments.get(name);
    if (meaning === undefined) throw new Error(`${name} has no comment in the table`);
    return `| \`${name}\` | \`${path}${field.wire ?? name}\` | ${accepts} | ${meaning} |\n`;
  });
  return rows.join("");
}

/** The comments on the rows of some of the table's constants. */
function commentsOn(...constants: readonly string[]): ReadonlyMap<string, string> {
  const table = readFileSync(join(root, "src/table/fields.ts"), "utf8");
  const comments = constants.flatMap((constant) => {
    const [, rows = ""] =
      new RegExp(`^export const ${constant} = \\{\n(.*?)^\\};`, "ms").exec(table) ?? [];
    return [...rows.matchAll(/\/\*\* (.*?) \*\/\s+(\w+):/g)];
  });
  return new Map(comments.map(([, comment = "", name = ""]) => [name, comment]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(join(root, "docs/fields.md"), fieldReference());
}
