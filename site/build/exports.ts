import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Application,
  type Context,
  Converter,
  DeclarationReflection,
  LogLevel,
  ParameterReflection,
  ReferenceType,
  ReflectionKind,
  ReflectionType,
  SignatureReflection,
} from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";

const site = join(import.meta.dirname, "..");
const root = join(site, "..");
const folder = join(site, "generated/exports");

/** What users import: `verifik-flow`, `verifik-flow/emulator`, … */
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const entries = Object.keys(exports)
  .filter((path) => !path.endsWith(".json"))
  .map((path) => ({
    module: `verifik-flow${path.slice(1)}`,
    /** The folder of `src` that it's in, and the page that typedoc makes of it. */
    folder: path.slice(2),
    made: `${path.slice(2) || "index"}.md`,
    page: `${path.slice(2) || "verifik-flow"}.md`,
  }));

const options: PluginOptions = {
  outputFileStrategy: "modules",
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hidePageTitle: true,
  useCodeBlocks: true,
  useHTMLAnchors: true,
  parametersFormat: "table",
  propertiesFormat: "table",
  interfacePropertiesFormat: "table",
  typeDeclarationFormat: "table",
  expandParameters: true,
  tableColumnSettings: {
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
  },
};

/** Writes a page for each entry of the package: every export, with the signature that the compiler knows. */
export async function writeExports(): Promise<void> {
  const raw = join(site, "generated/typedoc");
  rmSync(raw, { recursive: true, force: true });
  const app = await Application.bootstrapWithPlugins({
    name: "Exports",
    entryPoints: entries.map(({ folder }) => join(root, "src", folder, "index.ts")),
    tsconfig: join(root, "tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    outputs: [{ name: "markdown", path: raw }],
    readme: "none",
    disableSources: true,
    disableGit: true,
    skipErrorChecking: true,
    excludePrivate: true,
    excludeProtected: true,
    excludeInternal: true,
    excludeExternals: true,
    logLevel: LogLevel.Error,
    ...options,
  });
  app.converter.on(Converter.EVENT_RESOLVE, showWhatSettersTake);
  const project = await app.convert();
  if (!project) throw new Error("typedoc can't read the exports");
  await app.generateOutputs(project);
  mkdirSync(folder, { recursive: true });
  for (const { module, made, page } of entries) {
    writeFileSync(join(folder, page), pageOf(module, readFileSync(join(raw, made), "utf8")));
  }
}

/** What judges a value isn't exported: readers see the type that the value must have. */
function showWhatSettersTake({ project }: Context, setter: object): void {
  if (!(setter instanceof DeclarationReflection && setter.type instanceof ReferenceType)) return;
  const { name, typeArguments = [] } = setter.type;
  const [taken, returned] = [typeArguments[0], typeArguments.at(-1)];
  if (!/^Set(Number|Id|Text)$/.test(name) || !taken || !returned) return;
  const method = new DeclarationReflection("__type", ReflectionKind.TypeLiteral, setter);
  const call = new SignatureReflection("__type", ReflectionKind.CallSignature, method);
  const value = new ParameterReflection("value", ReflectionKind.Parameter, call);
  value.type = taken;
  call.parameters = [value];
  call.type = returned;
  method.signatures = [call];
  for (const made of [method, call, value]) project.registerReflection(made, undefined, undefined);
  setter.type = new ReflectionType(method);
}

/** Braces are no business of Vue's here, and the fragments of code don't compile by themselves. */
function pageOf(title: string, markdown: string): string {
  const text = markdown
    .replaceAll("(index.md", "(verifik-flow.md")
    .replace(/^```ts$/gm, "```typescript")
    .replace(/^\*\*\*$\n/gm, "")
    .replace(/^#+ (Inherited from|Overrides)\n\n.*\n/gm, "")
    .replace(/^#+ Extends\n\n(- `(?!Error).*\n)+(?=\n)/gm, "");
  return `---\neditLink: false\nsearch: false\noutline: [2, 3]\n---\n\n# ${title}\n\n::: v-pre\n\n${text}\n:::\n`;
}
