/**
 * Writes what is made from the tables: `src/flows/descriptions.ts` from the comments on their rows, which
 * an editor shows too, `docs/fields.md` and the JSON Schemas from those and from the rows themselves,
 * `docs/checking.md` from the rules and their examples, and the JSON Schema of plans from what reads them.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript-5.9";
import { planSchema } from "../src/cli/plan/schema.js";
import { rulesOf } from "../src/flows/rules.js";
import { flowTypes } from "../src/flows/types.js";
import type { FlowType } from "../src/model/flow-type.js";
import type { Row } from "../src/model/row.js";
import { type Place, walk } from "../src/model/walk.js";
import { jsonSchemaOf, targets } from "../src/read/json-schema.js";
import { rulePage } from "./rule-page.js";

const root = join(import.meta.dirname, "..");

/** What every generated file has to be, by its path. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const described = flowTypes.map((type) => ({ type, sentences: sentencesOf(type) }));
  return {
    "src/flows/descriptions.ts": moduleOf(described),
    "docs/fields.md": pageOf(described),
    ...schemasOf(described),
    "schemas/plan.json": planSchemaText(),
    "docs/checking.md": rulePage(),
  };
}

interface Described {
  readonly type: FlowType;
  /** The sentence on each row, by the row's path in the body. */
  readonly sentences: ReadonlyMap<string, string>;
}

/** In the version that editors know best. */
function schemasOf(described: readonly Described[]): Readonly<Record<string, string>> {
  const files = described.map(({ type, sentences }) => {
    const schema = jsonSchemaOf([type], { [type.type]: Object.fromEntries(sentences) }, "draft-07");
    return [`schemas/${type.type}.json`, `${JSON.stringify(schema, undefined, 2)}\n`] as const;
  });
  return Object.fromEntries(files);
}

/** In the version that validators know best: programs read plans, and few people write one. */
function planSchemaText(): string {
  const schema = {
    $schema: targets["draft-2020-12"],
    $id: "https://unpkg.com/verifik-flow/schemas/plan.json",
    title: "A plan of verifik-flow",
    ...planSchema,
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function moduleOf(described: readonly Described[]): string {
  const types = described.map(({ type, sentences }) => [type.type, Object.fromEntries(sentences)]);
  const descriptions = JSON.stringify(Object.fromEntries(types), undefined, 2);
  return `/**
 * What each field is, by flow type and by its path in the body. Made by \`npm run docs:reference\` from the comments
 * on the rows of the tables: change it there.
 */
export const descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = ${descriptions};
`;
}

function pageOf(described: readonly Described[]): string {
  return `# Fields

Every field of every flow.
\`.usePassport()\` means \`.usePassport(true)\`, and likewise for every other boolean.
*Stricter* is the way in which a change tightens verification, from the most lenient word to the strictest:
[Comparing](comparing.md) explains it. *Rules* are those of [\`checkFlow\`](checking.md) that judge the field, besides
what it accepts.
${described.map(chapterOf).join("")}`;
}

function chapterOf({ type, sentences }: Described): string {
  const lines = new Map<string, string[]>([["", []]]);
  const title = type.type.charAt(0).toUpperCase() + type.type.slice(1);
  const headings = new Map([["", `\n## ${title} flow\n`]]);
  const rules = rulesOf(type);
  walk(type.rows, (place) => {
    const { row, path, name } = place;
    if (row.kind === "group") return;
    const argument = argumentOf(row);
    if (argument) headings.set(path, `\n### \`.${name}(${argument})\`\n`);
    if ("rows" in row && row.kind !== "records") return;
    const method = path.slice(0, -name.length).replace(/(\[\])?\.$/, "");
    const sentence = sentences.get(place.bodyPath) ?? "";
    lines.set(method, [
      ...(lines.get(method) ?? []),
      tableLine(`${type.type}.${place.bodyPath}`, place, sentence, rules),
    ]);
  });
  return [...headings]
    .map(([method, heading]) => heading + head + (lines.get(method) ?? []).join(""))
    .join("");
}

const head =
  "\n| Name | In the body | Accepts | Stricter | Meaning | Rules |\n|---|---|---|---|---|---|\n";

function tableLine(
  id: string,
  { name, path, bodyPath, row }: Place,
  sentence: string,
  rules: Rules,
): string {
  const accepted = acceptedBy(row).replaceAll("'", "`");
  const links = rulesAbout(path, rules).join(", ");
  const cells = [
    `<a id="${id}"></a>\`${name}\``,
    `\`${bodyPath}\``,
    accepted,
    stricter(row),
    sentence,
    links,
  ];
  return `${cells.map((cell) => `| ${cell} `).join("")}|\n`.replaceAll("|  |", "| |");
}

type Rules = ReturnType<typeof rulesOf>;

/** The rules of `checkFlow` that judge the field, with others or alone. */
function rulesAbout(path: string, rules: Rules): readonly string[] {
  const about = rules.filter(({ fields, beside = [] }) => [...fields, ...beside].includes(path));
  const codes = new Set(about.map(({ code }) => code));
  return [...codes].map((code) => `[${code}](checking.md#${code.toLowerCase()})`);
}

/** What a method takes that sets more than one field; nothing if it sets one. */
function argumentOf(row: Row): string | undefined {
  switch (row.kind) {
    case "section":
      return "(section) => section…";
    case "record":
      return "{ … }";
    case "records":
      return "[{ … }, …]";
    default:
      return undefined;
  }
}

function acceptedBy(row: Row): string {
  if ("expected" in row) return row.expected;
  if (!("guard" in row)) return "";
  const { guard, byDefault } = row;
  return byDefault === undefined ? guard.expected : `${guard.expected}; ${byDefault} by default`;
}

/** Which way a change makes verification stricter; words from the most lenient to the strictest. */
function stricter({ stricter }: Row): string {
  if (typeof stricter === "string") return stricter;
  return stricter.map((rank) => rank.map((word) => `\`${word}\``).join(", ")).join(" → ");
}

const list = join(root, "src/flows/types.ts");
const options = { strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023 };
const program = ts.createProgram([list], options);
const checker = program.getTypeChecker();

/** The compiler still has the comments that the table at run time has lost. */
function sentencesOf(type: FlowType): ReadonlyMap<string, string> {
  const file = program.getSourceFile(list);
  const module = file && checker.getSymbolAtLocation(file);
  const types = module && checker.getExportsOfModule(module)[0];
  if (!types) throw new Error(`${list} exports no flow types`);
  const [entry] = checker
    .getTypeOfSymbol(types)
    .getProperties()
    .map((symbol) => checker.getTypeOfSymbol(symbol))
    .filter((entry) => literal(entry, "type") === type.type);
  const sentences = new Map<string, string>();
  collect(entry && inner(entry, "rows"), "");
  return sentences;

  function collect(rows: ts.Type | undefined, prefix: string): void {
    for (const symbol of rows?.getProperties() ?? []) {
      const row = checker.getTypeOfSymbol(symbol);
      const path = prefix + (literal(row, "wire") ?? symbol.name);
      const kind = literal(row, "kind");
      const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
      if (kind !== "group" && comment === "") throw new Error(`the row of ${path} has no comment`);
      if (kind !== "group") sentences.set(path, comment.replaceAll("\n", " "));
      collect(inner(row, "rows"), path + (kind === "records" ? "[]." : "."));
    }
  }
}

function inner(type: ts.Type, name: string): ts.Type | undefined {
  const symbol = type.getProperty(name);
  return symbol && checker.getTypeOfSymbol(symbol);
}

function literal(type: ts.Type, name: string): string | undefined {
  const value = inner(type, name);
  return value?.isStringLiteral() ? value.value : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [path, text] of Object.entries(generatedFiles())) {
    writeFileSync(join(root, path), text);
  }
}
