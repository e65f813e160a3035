import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { printFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { type Compiler, runCompiler } from "../../measure/compiler.js";
import { inFolder, root } from "../../measure/folder.js";
import { flowTypes } from "../../src/flows/types.js";
import { anyBody, plainText } from "../support/any-body.js";
import { runModule } from "../support/run-module.js";

/** Each random body, and the name of the constant that it is printed as. */
function samples(each: number, text?: fc.Arbitrary<string>) {
  return flowTypes.flatMap((type) =>
    fc
      .sample(anyBody(type, text), { seed: 7, numRuns: each })
      .map((body, index) => ({ body, name: `${type.type}${index}` })),
  );
}

/** All of them in one module: the compiler starts once. */
function moduleOf(flows: ReturnType<typeof samples>): string {
  const imports = new Set<string>();
  const declarations = flows.map(({ body, name }) => {
    const [head = "", ...rest] = printFlow(body, { name }).split("\n\n");
    imports.add(head);
    return rest.join("\n\n");
  });
  return `${[...imports].join("\n")}\n\n${declarations.join("\n")}`;
}

/** What is documented, and what a compiler can't judge as a literal: too many spaces in front. */
const special = [
  JSON.parse(readFileSync("test/fixtures/smart-enroll-request.json", "utf8")),
  JSON.parse(/```json\n(.*?)```/s.exec(readFileSync("docs/login.md", "utf8"))?.[1] ?? ""),
  { type: "login", collectionCode: `${" ".repeat(2_000)}x` },
];

const nasty = [
  ...samples(500),
  ...special.map((body, index) => ({ body, name: `special${index}` })),
];
const nastyModule = moduleOf(nasty);
const exported = await runModule(nastyModule);

describe("a thousand random flows, printed,", () => {
  test.each<Compiler>(["TypeScript 5.9", "TypeScript 7.0"])("compile with %s", async (compiler) => {
    expect(await runCompiler(compiler, nastyModule)).toBe("");
  });

  test("compose what they were printed from", () => {
    for (const { body, name } of nasty) {
      expect(Object.fromEntries(exported[name] as never)).toEqual(body);
    }
  });

  test("are printed the same once more", () => {
    for (const { body, name } of nasty) {
      expect(printFlow(exported[name] as never)).toBe(printFlow(body));
    }
  });
});

test("Biome has nothing to change in what is printed", async () => {
  const printed = moduleOf(samples(300, plainText));
  expect(await formatted(printed)).toBe(printed);
});

function formatted(module: string): Promise<string> {
  return inFolder(async (folder) => {
    const path = join(folder, "module.ts");
    await writeFile(path, module);
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    execFileSync(process.execPath, [biome, "format", "--write", "--vcs-enabled=false", path], {
      cwd: root,
      stdio: "ignore",
    });
    return readFile(path, "utf8");
  });
}
