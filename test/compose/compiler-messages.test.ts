import { describe, expect, test } from "vitest";
import { compilerNames } from "../../measure/compiler.js";
import { compile, type Diagnostic } from "../support/compile.js";

const head = `
import { CompareScore, createClient, EmailAddress, flow, FlowStatus, LivenessScore, LoginLivenessScore, loginFlow, type DocumentSection, type Flow, type LivenessSection, type LoginSection } from "verifik-flow";
declare const d: DocumentSection;
declare const login: LoginSection;
declare const people: { name: string; email: string }[];
declare const unnamed: { name?: string }[];
declare const l: LivenessSection;
declare const n: number;
declare const text: string;
declare const either: 0.4 | 0.6;
declare const id: "507f1f77bcf86cd799439013";
`;

/** A statement that is refused, the text that is underlined, and what the compiler says of it. */
const refused: ReadonlyArray<readonly [string, string, string]> = [
  [
    "d.minScore(0.4)",
    "0.4",
    `Argument of type '0.4' is not assignable to parameter of type '"0.4 is out of range: expected 0.5 to 1"'.`,
  ],
  [
    "d.minScore(5e-7)",
    "5e-7",
    `Argument of type '5e-7' is not assignable to parameter of type '"5e-7 is out of range: expected 0.5 to 1"'.`,
  ],
  [
    "d.minScore(-0.5)",
    "-0.5",
    `Argument of type '-0.5' is not assignable to parameter of type '"-0.5 is out of range: expected 0.5 to 1"'.`,
  ],
  [
    "d.minScore(n)",
    "n)",
    `Argument of type 'number' is not assignable to parameter of type '"a number that is not a literal needs its guard: write .minScore(CompareScore(value))"'.`,
  ],
  [
    "d.minScore(LivenessScore(0.6))",
    "LivenessScore(0.6)",
    `Argument of type 'LivenessScore' is not assignable to parameter of type '"a number that is not a literal needs its guard: write .minScore(CompareScore(value))"'.`,
  ],
  [
    'd.minScore("0.7")',
    '"0.7"',
    `Argument of type '"0.7"' is not assignable to parameter of type '"'0.7' is not a number: expected 0.5 to 1"'.`,
  ],
  [
    "d.minScore(1n)",
    "1n",
    `Argument of type '1n' is not assignable to parameter of type '"1n is not a number: expected 0.5 to 1"'.`,
  ],
  [
    "d.minScore(null)",
    "null",
    `Argument of type 'null' is not assignable to parameter of type '"null is not a number: expected 0.5 to 1"'.`,
  ],
  [
    "d.maxAttempts(2)",
    "2",
    `Argument of type '2' is not assignable to parameter of type '"2 is out of range: expected an integer from 3 to 10"'.`,
  ],
  [
    "d.maxAttempts(3.5)",
    "3.5",
    `Argument of type '3.5' is not assignable to parameter of type '"3.5 is out of range: expected an integer from 3 to 10"'.`,
  ],
  [
    "l.searchMinScore(0.29)",
    "0.29",
    `Argument of type '0.29' is not assignable to parameter of type '"0.29 is out of range: expected 0.3 to 1"'.`,
  ],
  [
    "flow().version(0)",
    "0",
    `Argument of type '0' is not assignable to parameter of type '"0 is out of range: expected a positive integer"'.`,
  ],
  [
    'flow().project("abc")',
    '"abc"',
    `Argument of type '"abc"' is not assignable to parameter of type '"'abc' is not an ObjectId: expected 24 hexadecimal characters"'.`,
  ],
  [
    "flow().project(text)",
    "text",
    `Argument of type 'string' is not assignable to parameter of type '"a string that is not a literal needs its guard: write .project(ObjectId(value))"'.`,
  ],
  [
    'flow().redirectUrl("google.com")',
    '"google.com"',
    `Argument of type '"google.com"' is not assignable to parameter of type '"'google.com' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the template is the user's
    "flow().redirectUrl(`https://${text}`)",
    "`https",
    "Argument of type '`https://${string}`' is not assignable to parameter of type '\"a string that is not a literal needs its guard: write .redirectUrl(WebUrl(value))\"'.",
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
  ],
  [
    'd.usePassport("yes")',
    '"yes"',
    `Argument of type '["yes"]' is not assignable to parameter of type '[] | [enabled: boolean]'.`,
  ],
  [
    "d.usePassport(undefined)",
    "undefined",
    "Argument of type '[undefined]' is not assignable to parameter of type '[] | [enabled: boolean]'.",
  ],
  [
    "flow().build()",
    "flow",
    `The 'this' context of type 'Flow<"project">' is not assignable to method's 'this' of type '"this flow has no project yet: call .project(id) before .build()"'.`,
  ],
  [
    'flow().status("active").submit()',
    "flow",
    `The 'this' context of type 'Flow<"project">' is not assignable to method's 'this' of type '"this flow has no project yet: call .project(id) before .submit()"'.`,
  ],
  [
    "flow().when(n > 1, (f) => f.project(id)).submit()",
    "flow",
    `The 'this' context of type 'Flow<"project">' is not assignable to method's 'this' of type '"this flow has no project yet: call .project(id) before .submit()"'.`,
  ],
  [
    "flow().document((d) => { d.usePassport(); })",
    "(d)",
    "Argument of type '(d: DocumentSection) => void' is not assignable to parameter of type '(section: DocumentSection) => DocumentSection'.",
  ],
  [
    "flow().project(id).build().project = id",
    "project = id",
    "Cannot assign to 'project' because it is a read-only property.",
  ],
  [
    "CompareScore(0.4)",
    "0.4",
    `Argument of type '0.4' is not assignable to parameter of type '"0.4 is out of range: expected 0.5 to 1"'.`,
  ],
  [
    'FlowStatus("activ")',
    '"activ"',
    `Argument of type '"activ"' is not assignable to parameter of type '"'activ' is not allowed: expected 'draft', 'active' or 'paused'"'.`,
  ],
  [
    "login.minScore(0.5)",
    "0.5",
    `Argument of type '0.5' is not assignable to parameter of type '"0.5 is out of range: expected 0.51 to 0.9"'.`,
  ],
  [
    "login.searchMinScore(0.96)",
    "0.96",
    `Argument of type '0.96' is not assignable to parameter of type '"0.96 is out of range: expected 0.7 to 0.95"'.`,
  ],
  [
    "login.minScore(LivenessScore(0.6))",
    "LivenessScore(0.6)",
    `Argument of type 'LivenessScore' is not assignable to parameter of type '"a number that is not a literal needs its guard: write .minScore(LoginLivenessScore(value))"'.`,
  ],
  [
    'flow().project(id).without("project").build()',
    "flow",
    `The 'this' context of type 'Flow<"project">' is not assignable to method's 'this' of type '"this flow has no project yet: call .project(id) before .build()"'.`,
  ],
  [
    "loginFlow().submit()",
    "loginFlow",
    `The 'this' context of type 'LoginFlow<"project">' is not assignable to method's 'this' of type '"this flow has no project yet: call .project(id) before .submit()"'.`,
  ],
  [
    'flow().whiteList([{ name: "Ana", email: "ana@example.com" }, { name: "Ana", email: "ana" }])',
    'email: "ana" }',
    `Type '"ana"' is not assignable to type '"'ana' is not an email address: expected a name, @ and a host, without spaces"'.`,
  ],
  [
    'flow().whiteList([{ name: "Ana", countryCode: "57" }])',
    "countryCode",
    `Type '"57"' is not assignable to type '"'57' is not a country code: expected + and one to three digits"'.`,
  ],
  [
    'flow().whiteList([{ name: "Ana", mail: "ana@example.com" }])',
    "mail",
    `Type '"ana@example.com"' is not assignable to type '"'mail' is not known here"'.`,
  ],
  [
    "flow().whiteList(unnamed)",
    "unnamed",
    `Argument of type '{ name?: string | undefined; }[]' is not assignable to parameter of type 'readonly "a record needs its name"[]'.`,
  ],
  [
    'flow().whiteList([{ email: "ana@example.com" }])',
    "{ email",
    `Type '{ email: string; }' is not assignable to type '"a record needs its name"'.`,
  ],
  [
    'flow().steps({ selfie: "skip" })',
    "selfie",
    "Object literal may only specify known properties, and 'selfie' does not exist in type 'Steps'.",
  ],
];

/** Compilers do not agree on the order of the members of a union. */
const unordered: ReadonlyArray<readonly [string, RegExp]> = [
  [
    "d.minScore(either)",
    /^Argument of type '0\.\d \| 0\.\d' is not assignable to parameter of type '.*"0\.4 is out of range: expected 0\.5 to 1".*'\.$/,
  ],
  [
    'flow().status("activ")',
    /^Argument of type '"activ"' is not assignable to parameter of type '("(active|draft|paused)"( \| )?){3}'\.$/,
  ],
];

/** The accepted neighbours of what is refused. */
const accepted = [
  "d.minScore(0.5).minScore(1).minScore(0.67).minScore(6.7e-1)",
  "d.minScore(CompareScore(n))",
  "d.minScore(n as any)",
  "d.minScore(n as never)",
  "d.minScore(either === 0.6 ? either : 0.5)",
  "d.maxAttempts(3).maxAttempts(10).maxAttempts(n as any)",
  "l.minScore(LivenessScore(0.6)).searchMinScore(0.3)",
  "flow().version(1).version(9007199254740991)",
  'flow().project(id).project("507F1F77BCF86CD799439013").build()',
  'flow().redirectUrl("https://google.com").redirectUrl("http://localhost:3000/a?b#c")',
  "d.usePassport().usePassport(true).usePassport(n > 1)",
  "flow().project(id).submit({ token: text })",
  "flow().when(n > 1, (f) => f.project(id)).project(id).submit()",
  "flow().document((d) => { return d.usePassport(); })",
  'flow().steps({}).steps({ form: "skip" })',
  'flow().status("active").status("draft").status("paused")',
  "CompareScore(0.5); CompareScore(1); CompareScore(n); CompareScore(n, text)",
  'FlowStatus("active"); FlowStatus(text)',
  "login.minScore(0.51).minScore(0.9).searchMinScore(0.7).searchMinScore(0.95)",
  "login.minScore(LoginLivenessScore(n))",
  'flow().project(id).without("status", "document").build()',
  'flow().without("project").project(id).build()',
  "loginFlow().project(id).submit({ token: text })",
  'flow().whiteList([{ name: "Ana", email: "ana@example.com", countryCode: "+57", phone: "1" }])',
  "flow().whiteList([])",
  "flow().whiteList(people.map(({ name, email }) => ({ name, email: EmailAddress(email) })))",
  "createClient().submitAll([flow().project(id), loginFlow().project(id)])",
];

describe.each(compilerNames)("%s", (compiler) => {
  test("says what is wrong with each refused statement, word for word and in its place", async () => {
    const statements = [...refused, ...unordered].map(([statement]) => `${statement};\n`);
    const diagnostics = await compile(compiler, head + statements.join(""));
    const messageOf = ({ message }: Diagnostic) => message.replace(/^TS\d+: /, "");
    const first = head.split("\n").length;

    expect(diagnostics.map(({ line }) => line)).toEqual(
      statements.map((_, index) => first + index),
    );
    expect(diagnostics.slice(0, refused.length).map(messageOf)).toEqual(
      refused.map(([, , message]) => message),
    );
    for (const [index, [statement, at]] of refused.entries()) {
      const underlined = statement.slice((diagnostics[index]?.column ?? 0) - 1);
      expect(underlined.slice(0, at.length), statement).toBe(at);
    }
    for (const [index, [, pattern]] of unordered.entries()) {
      const diagnostic = diagnostics[refused.length + index];
      expect(diagnostic && messageOf(diagnostic)).toMatch(pattern);
    }
  });

  test("accepts the neighbours of what it refuses", async () => {
    expect(await compile(compiler, `${head}${accepted.join(";\n")};\n`)).toEqual([]);
  });
});
