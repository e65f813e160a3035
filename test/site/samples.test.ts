import { expect, test } from "vitest";
import { compileSample } from "../../site/build/twoslasher.js";
import { sentenceIn } from "../../site/play/compiler/sentence.js";

const refused = (sentence: string, score: string) => `import { flow } from "verifik-flow";

flow()
  .project("507f1f77bcf86cd799439013")
  // @ts-expect-error "${sentence}"
  .document((document) => document.minScore(${score}));
`;

const sentence = "0.4 is out of range: expected 0.5 to 1";

test("a sample shows the compiler's sentence in place of the comment", () => {
  const { code, errors } = compileSample(refused(sentence, "0.4"));
  expect(code).not.toContain("@ts-expect-error");
  expect(errors.map(({ text, line }) => [text, line])).toEqual([[sentence, 4]]);
  expect(code.split("\n")[4]).toContain("0.4");
});

test("what a docstring links to stays within its sentence", () => {
  const { hovers } = compileSample('import { CompareScore } from "verifik-flow";\n');
  expect(hovers[0]?.docs).toContain("Throws `InvalidFlowError`.");
});

test.each([
  ["another number in the sentence", refused("0.4 is out of range: expected 0.5 to 2", "0.4")],
  ["a line that compiles", refused(sentence, "0.5")],
  ["no sentence at all", refused(sentence, "0.4").replace(/ "0\.4 is.*"/, " too low")],
  ["a second error", `${refused(sentence, "0.4")}flow().build();\n`],
  ["a part of the sentence", refused("expected 0.5 to 1", "0.4")],
  ["an unknown export", 'import { nothing } from "verifik-flow";\n'],
])("a build fails because of %s", (_difference, code) => {
  expect(() => compileSample(code)).toThrow(/says|no sentence/);
});

test("a build names both sentences if they differ", () => {
  const compile = () => compileSample(refused("0.4 is out of range: expected 0.5 to 2", "0.4"));
  expect(compile).toThrow("expected 0.5 to 1");
  expect(compile).toThrow("expected 0.5 to 2");
});

test.each([
  "//@ts-expect-error",
  "/* @ts-expect-error */",
  "// @ts-ignore",
  "// @noErrors",
  "// ---cut---",
])("a build fails because of %s, which would hide what the compiler says", (directive) => {
  const compile = () =>
    compileSample(`import { flow } from "verifik-flow";\n${directive}\nflow();\n`);
  expect(compile).toThrow("would hide what the compiler says");
});

test.each([
  [
    "a parameter",
    `Argument of type '0.4' is not assignable to parameter of type '"${sentence}"'.`,
    sentence,
  ],
  [
    "a call",
    `This expression is not callable.\nType '"no project yet"' has no call signatures.`,
    "no project yet",
  ],
  [
    "a text of the user's",
    `Argument of type '"my id"' is not assignable to parameter of type '"not 24 characters"'.`,
    "not 24 characters",
  ],
])("the sentence is that of %s", (_, message, expected) => {
  expect(sentenceIn(message)).toBe(expected);
});

test("a text of the user's is no sentence", () => {
  const message = `Argument of type '"not active"' is not assignable to parameter of type 'FlowStatus'.`;
  expect(sentenceIn(message)).toBe(message);
});
