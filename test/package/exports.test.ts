import { readFile } from "node:fs/promises";
import * as main from "verifik-flow";
import * as config from "verifik-flow/config";
import * as emulator from "verifik-flow/emulator";
import { expect, test } from "vitest";

test("the exports are these", async () => {
  expect(Object.keys(main).sort()).toMatchInlineSnapshot(`
    [
      "ApiTestType",
      "CompareScore",
      "CountryCode",
      "EmailAddress",
      "EmailGateway",
      "FlowStatus",
      "FlowVersion",
      "InvalidFlowError",
      "LivenessScore",
      "LoginLivenessScore",
      "LoginSearchScore",
      "LoginSecurityStrategy",
      "MaxAttempts",
      "ObjectId",
      "PhoneGateway",
      "RequestError",
      "SearchMode",
      "SearchScore",
      "SecuritySource",
      "SecurityStrategy",
      "StepRequirement",
      "SubmitError",
      "ValidationMethod",
      "WebUrl",
      "checkFlow",
      "compareFlows",
      "createClient",
      "explainFlow",
      "flow",
      "flowDiagram",
      "flowSchema",
      "loginFlow",
      "parseFlow",
      "printFlow",
      "readStoredFlow",
    ]
  `);
  expect(Object.keys(emulator).sort()).toMatchInlineSnapshot(`
    [
      "createEmulator",
      "startEmulator",
    ]
  `);
  expect(Object.keys(config)).toEqual(["defineConfig"]);
  expect(await typesOf("src/index.ts")).toMatchInlineSnapshot(`
    [
      "AllowedId",
      "AllowedNumber",
      "AllowedText",
      "AnyFlow",
      "AnyFlowBody",
      "AnyStoredFlow",
      "BasicInformationSection",
      "BasicInformationSettings",
      "BodyOfType",
      "Brand",
      "Build",
      "Change",
      "CheckOptions",
      "CheckedFields",
      "CheckedRecords",
      "CheckedTexts",
      "Client",
      "ClientOptions",
      "CountryCodeRule",
      "DecimalRule",
      "Deletion",
      "DocumentSection",
      "DocumentSettings",
      "Effect",
      "EmailAddressRule",
      "ExplainOptions",
      "FailureCode",
      "Filled",
      "Finding",
      "Flow",
      "FlowBody",
      "FlowLike",
      "FlowOfType",
      "FlowSchema",
      "FlowSchemas",
      "FlowType",
      "FlowTypeName",
      "Guard",
      "IdRow",
      "IntegerRule",
      "Issue",
      "Journal",
      "LeftOut",
      "LeftOutReason",
      "ListFilter",
      "LivenessSection",
      "LivenessSettings",
      "Locale",
      "LoginFlow",
      "LoginFlowBody",
      "LoginRequirement",
      "LoginSection",
      "LoginSecuritySection",
      "LoginSecuritySettings",
      "LoginSettings",
      "NotBlank",
      "ObjectIdRule",
      "OnboardingSettings",
      "Outcome",
      "ParseOptions",
      "Person",
      "PositiveIntegerRule",
      "PrintOptions",
      "Progress",
      "RangeGuard",
      "ReconcileOptions",
      "RequestErrorCode",
      "RequestEvent",
      "RequestFailure",
      "Requirement",
      "Returned",
      "RuleCode",
      "SchemaIssue",
      "SecuritySection",
      "SecuritySettings",
      "ServerIssue",
      "Severity",
      "SignUpFormSection",
      "SignUpFormSettings",
      "Steps",
      "StoredFlow",
      "StoredFlows",
      "StoredLoginFlow",
      "StoredReading",
      "Submit",
      "SubmitAllOptions",
      "SubmitErrorCode",
      "SubmitFailure",
      "SubmitOptions",
      "Submittable",
      "TextGuard",
      "TextRow",
      "UpdateOptions",
      "Updated",
      "WebUrlRule",
      "WordGuard",
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
