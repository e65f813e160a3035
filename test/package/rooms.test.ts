import { execFile } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inFolder, root } from "../../measure/folder.js";

/** What the rules say of the sources with one more file. */
function verdictOn(path: string, code: string): Promise<string> {
  return inFolder(async (folder) => {
    await cp(join(root, "src"), join(folder, "src"), { recursive: true });
    await cp(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
    await writeFile(join(folder, path), code);
    const args = [
      "--require",
      join(root, "scripts/typescript-api.cjs"),
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      join(root, ".dependency-cruiser.js"),
      "src",
    ];
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: folder }, (_error, output) => resolve(output));
    });
  });
}

describe("the rules of the house", () => {
  test.each([
    [
      "a room that imports a type from above it",
      "src/check/above.ts",
      'import type { Rows } from "../model/row.js";\nexport type Above = Rows;\n',
      "error check-knows-only-itself: src/check/above.ts → src/model/row.ts",
    ],
    [
      "HTTP that knows a flow",
      "src/http/flow.ts",
      'import { onboarding } from "../flows/onboarding/table.js";\nexport const { path } = onboarding;\n',
      "error http-knows-only-itself: src/http/flow.ts → src/flows/onboarding/table.ts",
    ],
    [
      "rooms side by side that know each other",
      "src/compose/client.ts",
      'import { create } from "../client/create.js";\nexport const send = create;\n',
      "error compose-knows-only-model-check: src/compose/client.ts → src/client/create.ts",
    ],
    [
      "a circle, of types alone",
      "src/check/rule.ts",
      'import type { Brand } from "./brand.js";\nexport interface Rule { readonly brand: Brand<Rule> }\n',
      "error no-circle: src/check/",
    ],
    [
      "a folder without a room",
      "src/stray.ts",
      'export { flow } from "./flows/onboarding/flow.js";\n',
      "error every-file-has-a-room: src/stray.ts → src/flows/onboarding/flow.ts",
    ],
  ])("name %s", async (_what, path, code, rule) => {
    expect(await verdictOn(path, code)).toContain(rule);
  });
});
