import { readFile } from "node:fs/promises";
import * as main from "verifik-flow";
import * as emulator from "verifik-flow/emulator";
import { expect, test } from "vitest";

test("the exports are these", async () => {
  expect(Object.keys(main).sort()).toMatchInlineSnapshot(`
    [
      "CompareScore",
      "FlowVersion",
      "InvalidFlowError",
      "LivenessScore",
      "MaxAttempts",
      "ObjectId",
      "SearchScore",
      "SubmitError",
      "WebUrl",
      "createClient",
      "flow",
    ]
  `);
  expect(Object.keys(emulator).sort()).toMatchInlineSnapshot(`
    [
      "createEmulator",
      "startEmulator",
    ]
  `);
  expect(await typesOf("src/index.ts")).toMatchInlineSnapshot(`
    [
      "BasicInformationSection",
      "Client",
      "DocumentSection",
      "Flow",
      "FlowBody",
      "Issue",
      "Journal",
      "LivenessSection",
      "Outcome",
      "Progress",
      "Requirement",
      "SecuritySection",
      "ServerIssue",
      "SignUpFormSection",
      "Steps",
      "StoredFlow",
      "SubmitAllOptions",
      "SubmitErrorCode",
      "SubmitFailure",
      "SubmitOptions",
    ]
  `);
  expect(await typesOf("src/emulator/index.ts")).toMatchInlineSnapshot(`
    [
      "EmulatedRequest",
      "Emulator",
      "EmulatorOptions",
      "EmulatorServer",
      "EmulatorServerOptions",
      "Envelope",
      "Fault",
      "FetchEmulator",
    ]
  `);
});

/** The names that a module exports as types alone. */
async function typesOf(path: string): Promise<readonly string[]> {
  const source = await readFile(path, "utf8");
  const names = [...source.matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, type, list = ""]) =>
    list.split(",").map((name) => (type ? `type ${name.trim()}` : name.trim())),
  );
  return names
    .filter((name) => /^type \w/.test(name))
    .map((name) => name.slice(5))
    .sort();
}
