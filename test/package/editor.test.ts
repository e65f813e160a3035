import { describe, expect, test } from "vitest";
import { completions, signatureHelp } from "../../measure/editor.js";

const head = `import { CompareScore, createClient, FlowStatus, flow, ObjectId, type DocumentSection } from "verifik-flow";
declare const d: DocumentSection;
`;

describe("a user's editor names a type, and offers no sentence, while nothing is typed yet", () => {
  test.each([
    ["d.minScore(", "minScore(value: CompareScore)"],
    ['flow().project("', "project(value: ObjectId)"],
    ['flow().redirectUrl("', "redirectUrl(value: WebUrl)"],
    ["CompareScore(", "CompareScore(value: CompareScore"],
    ['ObjectId("', "ObjectId(value: ObjectId"],
    ['createClient().get("', "get(id: ObjectId)"],
    ['createClient().update("', "update(id: ObjectId"],
    ['createClient().list({ project: "', "list(filter?: ListFilter<"],
    ['FlowStatus("', 'FlowStatus(value: "draft" | "active" | "paused"'],
    ['flow().steps({ document: "', "steps(value: Steps)"],
  ])("at %s", (code, signature) => {
    expect(signatureHelp(head + code)).toContain(signature);
    expect(completions(head + code).filter((name) => /\s/.test(name))).toEqual([]);
  });

  test("but the words, where there are words", () => {
    expect(completions(`${head}FlowStatus("`)).toEqual(["draft", "active", "paused"]);
    expect(completions(`${head}flow().steps({ document: "`)).toEqual([
      "mandatory",
      "optional",
      "skip",
    ]);
  });

  test("and the names of options, where there are options", () => {
    const options =
      "baseUrl dangerouslyAllowBrowser fetch onEvent retries retryRateLimited signal timeout token";
    const clients = options.replace(" retries", " requestsPerMinute retries");
    const start = 'import { createClient, flow } from "verifik-flow"; ';
    for (const [call, names] of [
      ["createClient({ ", clients],
      ['flow().project("507f1f77bcf86cd799439013").submit({ ', options],
    ] as const) {
      expect(
        completions(start + call)
          .slice(0, names.split(" ").length)
          .join(" "),
      ).toBe(names);
      expect(completions(start + call)).not.toContain("submitAll");
    }
  });
});
