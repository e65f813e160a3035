import { describe, expect, test } from "vitest";
import { compilerNames } from "../../measure/compiler.js";
import { compile, type Diagnostic } from "../support/compile.js";

const head = `
import { CompareScore, createClient, EmailAddress, flow, FlowStatus, LivenessScore, LoginLivenessScore, loginFlow, ObjectId, WebUrl, type DocumentSection, type Flow, type LivenessSection, type LoginSection, type StepRequirement } from "verifik-flow";
declare const d: DocumentSection;
declare const login: LoginSection;
declare const people: { name: string; email: string }[];
declare const unnamed: { name?: string }[];
declare const l: LivenessSection;
declare const n: number;
declare const text: string;
declare const json: unknown;
declare const either: 0.4 | 0.6;
declare const id: "507f1f77bcf86cd799439013";
declare const tag: unique symbol;
declare const foreign: string & { readonly [tag]: { readonly ObjectId: void } };
declare const hexadecimal: \`507f1f77bcf86cd79943901\${number}\`;
declare const anyNames: Record<string, string>;
declare const anySteps: Record<string, StepRequirement>;
declare const maybeStep: "skip" | undefined;
declare const maybeScore: CompareScore | undefined | null;
declare const optional: { form?: "skip" };
declare const names: readonly string[];
declare const more: { form: "skip"; selfie: "skip" };
declare const complete: (flow: Flow) => Flow;
declare const sendAll: (flows: { submit(): Promise<unknown> }[]) => void;
`;

/** How every compiler goes on about a flow without a project where a whole one is wanted. */
const withoutProject = [
  "Types of property 'build' are incompatible.",
  `Type '"this flow has no project yet: call .project(id) before .build()" | Build<FlowBody>' is not assignable to type 'Build<FlowBody>'.`,
  "Type 'string' is not assignable to type 'Build<FlowBody>'.",
];

/** A statement that is refused, the text that is underlined, what the compiler says, and how it explains it. */
const refused: ReadonlyArray<
  readonly [statement: string, at: string, message: string, explanation?: readonly string[]]
> = [
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the templates are the user's
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
    `d.minScore("0.7")`,
    `"0.7"`,
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
    `flow().project("abc")`,
    `"abc"`,
    `Argument of type '"abc"' is not assignable to parameter of type '"'abc' is not an ObjectId: expected 24 hexadecimal characters"'.`,
  ],
  [
    "flow().project(text)",
    "text",
    `Argument of type 'string' is not assignable to parameter of type '"a string that is not a literal needs its guard: write .project(ObjectId(value))"'.`,
  ],
  [
    `flow().redirectUrl("google.com")`,
    `"google.com"`,
    `Argument of type '"google.com"' is not assignable to parameter of type '"'google.com' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    "flow().redirectUrl(`https://${text}`)",
    "`https",
    "Argument of type '`https://${string}`' is not assignable to parameter of type '\"a string that is not a literal needs its guard: write .redirectUrl(WebUrl(value))\"'.",
  ],
  [
    `d.usePassport("yes")`,
    `"yes"`,
    `Argument of type '["yes"]' is not assignable to parameter of type '[] | [enabled: boolean]'.`,
    [
      `Type '["yes"]' is not assignable to type '[enabled: boolean]'.`,
      "Type 'string' is not assignable to type 'boolean'.",
    ],
  ],
  [
    "d.usePassport(undefined)",
    "undefined",
    "Argument of type '[undefined]' is not assignable to parameter of type '[] | [enabled: boolean]'.",
    [
      "Type '[undefined]' is not assignable to type '[enabled: boolean]'.",
      "Type 'undefined' is not assignable to type 'boolean'.",
    ],
  ],
  [
    "flow().build()",
    "build(",
    "This expression is not callable.",
    [
      `Not all constituents of type '"this flow has no project yet: call .project(id) before .build()" | Build<FlowBody>' are callable.`,
      `Type '"this flow has no project yet: call .project(id) before .build()"' has no call signatures.`,
    ],
  ],
  [
    `flow().status("active").submit()`,
    "submit(",
    "This expression is not callable.",
    [
      `Not all constituents of type '"this flow has no project yet: call .project(id) before .submit()" | Submit<StoredFlow>' are callable.`,
      `Type '"this flow has no project yet: call .project(id) before .submit()"' has no call signatures.`,
    ],
  ],
  [
    "flow().when(n > 1, (f) => f.project(id)).submit()",
    "submit(",
    "This expression is not callable.",
    [
      `Not all constituents of type '"this flow has no project yet: call .project(id) before .submit()" | Submit<StoredFlow>' are callable.`,
      `Type '"this flow has no project yet: call .project(id) before .submit()"' has no call signatures.`,
    ],
  ],
  [
    "flow().document((d) => { d.usePassport(); })",
    "(d)",
    "Argument of type '(d: DocumentSection) => void' is not assignable to parameter of type '(section: DocumentSection) => DocumentSection'.",
    ["Type 'void' is not assignable to type 'DocumentSection'."],
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
    `FlowStatus("activ")`,
    `"activ"`,
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
    `flow().project(id).without("project").build()`,
    "build(",
    "This expression is not callable.",
    [
      `Not all constituents of type '"this flow has no project yet: call .project(id) before .build()" | Build<FlowBody>' are callable.`,
      `Type '"this flow has no project yet: call .project(id) before .build()"' has no call signatures.`,
    ],
  ],
  [
    "loginFlow().submit()",
    "submit(",
    "This expression is not callable.",
    [
      `Not all constituents of type '"this flow has no project yet: call .project(id) before .submit()" | Submit<StoredLoginFlow>' are callable.`,
      `Type '"this flow has no project yet: call .project(id) before .submit()"' has no call signatures.`,
    ],
  ],
  [
    `flow().whiteList([{ name: "Ana", email: "ana@example.com" }, { name: "Ana", email: "ana" }])`,
    `email: "ana" }`,
    `Type '"ana"' is not assignable to type '"'ana' is not an email address: expected a name, @ and a host, without spaces"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", countryCode: "57" }])`,
    "countryCode",
    `Type '"57"' is not assignable to type '"'57' is not a country code: expected + and one to three digits"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", countryCode: "+5078" }])`,
    "countryCode",
    `Type '"+5078"' is not assignable to type '"'+5078' is not a country code: expected + and one to three digits"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", countryCode: "+-1" }])`,
    "countryCode",
    `Type '"+-1"' is not assignable to type '"'+-1' is not a country code: expected + and one to three digits"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", countryCode: "+0x1" }])`,
    "countryCode",
    `Type '"+0x1"' is not assignable to type '"'+0x1' is not a country code: expected + and one to three digits"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", countryCode: "+1.5" }])`,
    "countryCode",
    `Type '"+1.5"' is not assignable to type '"'+1.5' is not a country code: expected + and one to three digits"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", mail: "ana@example.com" }])`,
    "mail",
    `Type '"ana@example.com"' is not assignable to type '"'mail' is not known here"'.`,
  ],
  [
    "flow().whiteList(unnamed)",
    "unnamed",
    `Argument of type '{ name?: string | undefined; }[]' is not assignable to parameter of type 'readonly "a record needs its name"[]'.`,
    [
      `Type '{ name?: string | undefined; }' is not assignable to type '"a record needs its name"'.`,
    ],
  ],
  [
    `flow().whiteList([{ email: "ana@example.com" }])`,
    "{ email",
    `Type '{ email: string; }' is not assignable to type '"a record needs its name"'.`,
  ],
  [
    `flow().steps({ selfie: "skip" })`,
    "selfie",
    "Object literal may only specify known properties, and 'selfie' does not exist in type 'Steps'.",
  ],
  [
    "d.minScore(text)",
    "text",
    `Argument of type 'string' is not assignable to parameter of type '"a string is not a number: write .minScore(CompareScore(Number(value)))"'.`,
  ],
  [
    `d.minScore(process.env["X"])`,
    "process",
    `Argument of type 'string | undefined' is not assignable to parameter of type '"a string is not a number: write .minScore(CompareScore(Number(value)))"'.`,
    [
      `Type 'undefined' is not assignable to type '"a string is not a number: write .minScore(CompareScore(Number(value)))"'.`,
    ],
  ],
  [
    "d.minScore(json)",
    "json",
    `Argument of type 'unknown' is not assignable to parameter of type '"a number that is not a literal needs its guard: write .minScore(CompareScore(value))"'.`,
  ],
  [
    `flow().project(process.env["X"])`,
    "process",
    `Argument of type 'string | undefined' is not assignable to parameter of type '"a string that is not a literal needs its guard: write .project(ObjectId(value))"'.`,
    [
      `Type 'undefined' is not assignable to type '"a string that is not a literal needs its guard: write .project(ObjectId(value))"'.`,
    ],
  ],
  [
    "flow().redirectUrl(json)",
    "json",
    `Argument of type 'unknown' is not assignable to parameter of type '"a string that is not a literal needs its guard: write .redirectUrl(WebUrl(value))"'.`,
  ],
  [
    `CompareScore(process.env["X"])`,
    "process",
    `Argument of type 'string | undefined' is not assignable to parameter of type '"a string is not a number: write CompareScore(Number(value))"'.`,
    [
      `Type 'undefined' is not assignable to type '"a string is not a number: write CompareScore(Number(value))"'.`,
    ],
  ],
  [
    `CompareScore("0.7")`,
    `"0.7"`,
    `Argument of type '"0.7"' is not assignable to parameter of type '"'0.7' is not a number: expected 0.5 to 1"'.`,
  ],
  [
    `ObjectId("abc")`,
    `"abc"`,
    `Argument of type '"abc"' is not assignable to parameter of type '"'abc' is not an ObjectId: expected 24 hexadecimal characters"'.`,
  ],
  [
    "ObjectId(undefined)",
    "undefined",
    `Argument of type 'undefined' is not assignable to parameter of type '"undefined is not a string: expected 24 hexadecimal characters"'.`,
  ],
  [
    `WebUrl("google.com")`,
    `"google.com"`,
    `Argument of type '"google.com"' is not assignable to parameter of type '"'google.com' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    `EmailAddress("ana")`,
    `"ana"`,
    `Argument of type '"ana"' is not assignable to parameter of type '"'ana' is not an email address: expected a name, @ and a host, without spaces"'.`,
  ],
  [
    "flow().project(foreign)",
    "foreign",
    `Argument of type 'string & { readonly [tag]: { readonly ObjectId: void; }; }' is not assignable to parameter of type '"a string that is not a literal needs its guard: write .project(ObjectId(value))"'.`,
  ],
  [
    "flow().project(hexadecimal)",
    "hexadecimal",
    "Argument of type '`507f1f77bcf86cd79943901${number}`' is not assignable to parameter of type '\"a string that is not a literal needs its guard: write .project(ObjectId(value))\"'.",
  ],
  [
    `flow().redirectUrl("https://a\\vb")`,
    `"https://a\\vb"`,
    `Argument of type '"https://a\\vb"' is not assignable to parameter of type '"'https://a\\vb' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    `flow().redirectUrl("https://a\\fb")`,
    `"https://a\\fb"`,
    `Argument of type '"https://a\\fb"' is not assignable to parameter of type '"'https://a\\fb' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    `flow().redirectUrl("https://a\\u00a0b")`,
    `"https://a\\u00a0b"`,
    `Argument of type '"https://a b"' is not assignable to parameter of type '"'https://a b' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    `flow().redirectUrl("https://a\\u2003b")`,
    `"https://a\\u2003b"`,
    `Argument of type '"https://a b"' is not assignable to parameter of type '"'https://a b' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    `flow().redirectUrl("https://a\\ufeffb")`,
    `"https://a\\ufeffb"`,
    `Argument of type '"https://a﻿b"' is not assignable to parameter of type '"'https://a﻿b' is not a web URL: expected http:// or https:// and a host, without spaces"'.`,
  ],
  [
    `EmailAddress("ana\\u3000b@example.com")`,
    `"ana\\u3000b@example.com"`,
    `Argument of type '"ana　b@example.com"' is not assignable to parameter of type '"'ana　b@example.com' is not an email address: expected a name, @ and a host, without spaces"'.`,
  ],
  [
    "flow().version(1e20)",
    "1e20",
    `Argument of type '100000000000000000000' is not assignable to parameter of type '"100000000000000000000 is out of range: expected a positive integer"'.`,
  ],
  [
    "flow().version(1e21)",
    "1e21",
    `Argument of type '1e+21' is not assignable to parameter of type '"1e+21 is out of range: expected a positive integer"'.`,
  ],
  [
    `flow().signUpForm((form) => form.extraFields([""]))`,
    `""`,
    `Type '""' is not assignable to type '"'' is empty: expected the name of a field"'.`,
  ],
  [
    `flow().signUpForm((form) => form.extraFields(["nickname", " \\t"]))`,
    `" \\t"`,
    `Type '" \\t"' is not assignable to type '"' \\t' is empty: expected the name of a field"'.`,
  ],
  [
    `login.steps([""])`,
    `""`,
    `Type '""' is not assignable to type '"'' is empty: expected the name of a step"'.`,
  ],
  [
    `loginFlow().collectionCode(" ")`,
    `" "`,
    `Argument of type '" "' is not assignable to parameter of type '"' ' is empty: expected the code of a collection"'.`,
  ],
  [
    `flow().whiteList([{ name: "" }])`,
    "name",
    `Type '""' is not assignable to type '"'' is empty: expected the name of a person"'.`,
  ],
  [
    `flow().whiteList([{ name: "Ana", phone: "\\u00a0" }])`,
    "phone",
    `Type '" "' is not assignable to type '"' ' is empty: expected a phone number"'.`,
  ],
  [
    "flow().steps(anyNames)",
    "anyNames",
    `Argument of type 'Record<string, string>' is not assignable to parameter of type 'Steps & Refused<"an object with any names can't be checked: name its fields">'.`,
    [
      `Property '[refused]' is missing in type 'Record<string, string>' but required in type 'Refused<"an object with any names can't be checked: name its fields">'.`,
    ],
  ],
  [
    "flow().steps(more)",
    "more",
    `Argument of type '{ form: "skip"; selfie: "skip"; }' is not assignable to parameter of type 'Steps & Refused<"'selfie' is not known here">'.`,
    [
      `Property '[refused]' is missing in type '{ form: "skip"; selfie: "skip"; }' but required in type 'Refused<"'selfie' is not known here">'.`,
    ],
  ],
  [
    "flow().steps({ form: undefined })",
    "form",
    `Type 'undefined' is not assignable to type '"mandatory" | "optional" | "skip"'.`,
  ],
  [
    "flow().steps({ form: maybeStep })",
    "form",
    `Type '"skip" | undefined' is not assignable to type '"mandatory" | "optional" | "skip"'.`,
    [`Type 'undefined' is not assignable to type '"mandatory" | "optional" | "skip"'.`],
  ],
  [
    `flow().steps({ liveness: "skip", docment: "skip" })`,
    "docment",
    `Object literal may only specify known properties, but 'docment' does not exist in type 'Steps & Refused<"'docment' is not known here">'. Did you mean to write 'document'?`,
  ],
  [
    `flow().steps({ form: "later" })`,
    "form",
    `Type '"later"' is not assignable to type '"mandatory" | "optional" | "skip" | undefined'.`,
  ],
  ["flow().steps([])", "[", "Type 'never[]' has no properties in common with type 'Steps'."],
  [
    "createClient().submitAll([flow().project(id), flow()])",
    "flow(",
    `Type 'Flow<"project">' is not assignable to type 'Submittable<AnyStoredFlow>'.`,
    [
      "Types of property 'build' are incompatible.",
      `Type '"this flow has no project yet: call .project(id) before .build()" | Build<FlowBody>' is not assignable to type '() => AnyFlowBody'.`,
      "Type 'string' is not assignable to type '() => AnyFlowBody'.",
    ],
  ],
  [
    "sendAll([flow(), flow().project(id)])",
    "flow(",
    `Type 'Flow<"project">' is not assignable to type '{ submit(): Promise<unknown>; }'.`,
    [
      "Types of property 'submit' are incompatible.",
      `Type '"this flow has no project yet: call .project(id) before .submit()" | Submit<StoredFlow>' is not assignable to type '() => Promise<unknown>'.`,
      "Type 'string' is not assignable to type '() => Promise<unknown>'.",
    ],
  ],
  [
    "const incomplete: Flow = flow()",
    "incomplete",
    `Type 'Flow<"project">' is not assignable to type 'Flow<never>'.`,
    withoutProject,
  ],
  [
    `let growing: Flow = flow().project(id); growing = flow().status("active")`,
    "growing",
    `Type 'Flow<"project">' is not assignable to type 'Flow<never>'.`,
    withoutProject,
  ],
  [
    "complete(flow())",
    "flow(",
    `Argument of type 'Flow<"project">' is not assignable to parameter of type 'Flow<never>'.`,
    withoutProject,
  ],
  [
    "flow().pipe(complete)",
    "complete",
    `Argument of type '(flow: Flow<never>) => Flow<never>' is not assignable to parameter of type '(flow: Flow<"project">) => Flow<never>'.`,
    [
      "Types of parameters 'flow' and 'flow' are incompatible.",
      `Type 'Flow<"project">' is not assignable to type 'Flow<never>'.`,
      ...withoutProject,
    ],
  ],
  [
    "flow().document(() => undefined)",
    "undefined",
    "Type 'undefined' is not assignable to type 'DocumentSection'.",
  ],
  [
    "flow().document(() => l)",
    "l",
    "Type 'LivenessSection' is missing the following properties from type 'DocumentSection': validationMethod, fallbackValidationMethod, scanDocumentAllowed, uploadDocumentAllowed, and 5 more.",
  ],
  [
    "flow().document(d)",
    "d",
    "Argument of type 'DocumentSection' is not assignable to parameter of type '(section: DocumentSection) => DocumentSection'.",
    [
      "Type 'DocumentSection' provides no match for the signature '(section: DocumentSection): DocumentSection'.",
    ],
  ],
  [
    "flow().document(() => flow())",
    "flow(",
    `Type 'Flow<"project">' is missing the following properties from type 'DocumentSection': minScore, maxAttempts, validationMethod, fallbackValidationMethod, and 7 more.`,
  ],
  [
    `flow().when(true, (flow) => { flow.status("active"); })`,
    "(flow",
    `Argument of type '(flow: Flow<"project">) => void' is not assignable to parameter of type '(flow: Flow<"project">, given: true) => Flow<"project">'.`,
    [`Type 'void' is not assignable to type 'Flow<"project">'.`],
  ],
  [
    "flow().when(true, complete)",
    "complete",
    `Argument of type '(flow: Flow<never>) => Flow<never>' is not assignable to parameter of type '(flow: Flow<"project">, given: true) => Flow<"project">'.`,
    [
      "Types of parameters 'flow' and 'flow' are incompatible.",
      `Type 'Flow<"project">' is not assignable to type 'Flow<never>'.`,
      ...withoutProject,
    ],
  ],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
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
  [
    "flow().steps(anySteps)",
    /^Argument of type .* is not assignable to parameter of type 'Steps & Refused<"an object with any names can't be checked: name its fields">'\.$/,
  ],
  ["flow().toJSON()", /^This expression is not callable\.$/],
  [
    "flow().document(async (section) => section.usePassport())",
    /^Type 'Promise<DocumentSection>' is missing the following properties from type 'DocumentSection': (\w+, ){4}and 8 more\.$/,
  ],
  [
    "flow().when(true, async (flow) => flow)",
    /^Type 'Promise<Flow<"project">>' is missing the following properties from type 'Flow<"project">': /,
  ],
  [
    "flow().when(true, () => loginFlow())",
    /^Type 'LoginFlow<"project">' is missing the following properties from type 'Flow<"project">': hiddenLoginOption, /,
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
  "flow().when(maybeStep, (flow, form) => flow.steps({ form })).when(maybeScore, (flow, score) => flow.document((d) => d.minScore(score)))",
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
  'flow().whiteList([{ name: "Ana", countryCode: "+1" }, { name: "Eva", countryCode: "+999" }])',
  'flow().whiteList([{ name: "Ana", countryCode: "+007" }, { name: "Eva", countryCode: "+09" }])',
  "flow().whiteList([])",
  "flow().whiteList(people.map(({ name, email }) => ({ name, email: EmailAddress(email) })))",
  "createClient().submitAll([flow().project(id), loginFlow().project(id)])",
  "sendAll([flow().project(id), loginFlow().project(id)])",
  'const incomplete: Flow<"project"> = flow(); const alsoIncomplete: Flow<"project"> = flow().project(id)',
  "const whole: Flow = flow().project(id); flow().project(id).pipe(complete).submit()",
  "flow().project(id).toJSON()",
  'const preset = <Missing extends "project">(flow: Flow<Missing>) => flow.status("active"); flow().pipe(preset).project(id).pipe(preset).submit()',
  "const score = <Value extends CompareScore>(value: Value) => d.minScore(value); score(CompareScore(n))",
  "const ofProject = <Id extends ObjectId>(value: Id) => flow().project(value).build(); ofProject(ObjectId(text))",
  "const redirect = <Url extends WebUrl>(value: Url) => flow().redirectUrl(value); redirect(WebUrl(text))",
  "const guarded = <Value extends number>(value: Value) => d.minScore(CompareScore(value))",
  'flow().project(ObjectId(process.env["X"])); d.minScore(CompareScore(Number(process.env["X"])))',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the user's
  "CompareScore(json); ObjectId(json); WebUrl(`https://${text}`)",
  'flow().redirectUrl("https://example.com/a%20b"); flow().version(9007199254740991)',
  'flow().signUpForm((form) => form.extraFields(["a", text]).extraFields(names).extraFields([]))',
  'login.steps(["first step"]); loginFlow().collectionCode("ONBOARD").collectionCode(text)',
  "flow().whiteList([{ name: text, phone: text }])",
  'flow().steps(optional).steps({ form: "skip", ...(n > 1 ? { document: "skip" } : {}) })',
  "flow().steps({ form: n as any }).steps(n as any)",
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
    for (const [index, [statement, at, , explanation = []]] of refused.entries()) {
      expect(diagnostics[index]?.explanation, statement).toEqual(explanation);
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
