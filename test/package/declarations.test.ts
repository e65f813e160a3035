import { describe, expect, test } from "vitest";
import { compilerNames } from "../../measure/compiler.js";
import { inPnpmProject } from "../support/pnpm-project.js";

/** What a library that is built on this one may export, by inference alone. */
const main = `
import { CompareScore, FlowStatus, MaxAttempts, FlowVersion, ObjectId, WebUrl, EmailAddress, CountryCode, createClient, explainFlow, flow, flowDiagram, loginFlow, printFlow, type DocumentSection, type LoginSection, type SignUpFormSection, type Flow, type StoredFlow, type LoginFlow } from "verifik-flow";
export const score = CompareScore(0.9);
export const id = ObjectId("507f1f77bcf86cd799439013");
export const status = FlowStatus("active");
export const guards = { CompareScore, MaxAttempts, FlowVersion, ObjectId, WebUrl, EmailAddress, CountryCode, FlowStatus };
export const list = [CompareScore, ObjectId, FlowStatus] as const;
export const copy = { ...CompareScore };
export const copyOfWords = { ...FlowStatus };
export const copyOfText = { ...ObjectId };
export const set = flow().project;
export const setUrl = flow().redirectUrl;
export const setVersion = flow().version;
export const steps = flow().steps;
export const when = flow().when;
export const pipe = flow().pipe;
export const without = flow().without;
export const sections = [flow().document, flow().signUpForm, loginFlow().login] as const;
export const whiteList = flow().whiteList;
export const submit = flow().submit;
export const f = flow();
export const complete = f.project("507f1f77bcf86cd799439013");
export const build = complete.build;
export const built = complete.build().whiteList;
export const copied = { ...flow() };
export const copiedLogin = { ...loginFlow() };
export const minScore = (document: DocumentSection) => document.minScore;
export const section = (document: DocumentSection) => ({ ...document });
export const form = (form: SignUpFormSection) => form.extraFields;
export const login = (login: LoginSection) => login.steps;
export const body = complete.build();
export const d = body.onboardingSettings?.document;
export const settings = body.onboardingSettings;
export const stepsBody = body.onboardingSettings?.steps;
export const spreadBody = { ...body };
export const spreadSettings = { ...body.onboardingSettings };
export const l = loginFlow().project("507f1f77bcf86cd799439013").build().loginSettings;
export const client = createClient();
export const batch = () => client.submitAll([complete, loginFlow().project("507f1f77bcf86cd799439013")]);
export const all = client.submitAll;
export const storedDocument = (stored: StoredFlow) => stored.onboardingSettings?.document;
export const spreadStored = (stored: StoredFlow) => ({ ...stored });
export const preset = (flow: Flow) => flow.document((document) => document.minScore(score));
export class Holder { score = CompareScore(0.9); guard = CompareScore; flow = flow(); login = loginFlow(); }
export const readers = { printFlow, explainFlow, flowDiagram };
export const print = printFlow;
export const explain = explainFlow;
export const drawn = flowDiagram;
export default { flow, loginFlow, createClient, ...guards };
`;

const tools = `
import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { fileJournal } from "verifik-flow/journal";
export const journal = fileJournal("run.jsonl");
export const emulator = createEmulator();
export const answer = emulator.fetch;
export const requests = emulator.requests;
export const start = startEmulator;
export const started = async () => {
  const verifik = await startEmulator();
  await verifik.close();
  return { verifik, url: verifik.url };
};
`;

const layouts = [
  ["nodenext", { module: "nodenext" }],
  ["bundler", { module: "esnext", moduleResolution: "bundler" }],
] as const;

describe.each(compilerNames)("%s, in a project that pnpm installed", (compiler) => {
  test.each(layouts)(
    "writes declarations that name this package alone, with %s",
    async (_, module) => {
      const options = {
        ...module,
        declaration: true,
        outDir: "out",
        types: [],
        lib: ["es2022", "dom"],
      };
      await inPnpmProject(options, async (project) => {
        expect(await project.compile(compiler, { "main.ts": main, "tools.ts": tools })).toBe("");
        for (const name of ["main", "tools"]) {
          const declarations = await project.declarationsOf(name);
          const from = [...declarations.matchAll(/(?:from |import\()"([^"]+)"/g)].map(
            ([, at]) => at,
          );
          expect(new Set(from.filter((at) => !at?.startsWith("verifik-flow")))).toEqual(new Set());
          expect(from.length).toBeGreaterThan(0);
        }
      });
    },
  );

  test("needs no types of Node, and no library newer than ES2022 and the DOM", async () => {
    const options = {
      module: "nodenext",
      noEmit: true,
      types: [],
      lib: ["es2022", "dom"],
      skipLibCheck: false,
    };
    await inPnpmProject(options, async (project) => {
      expect(await project.compile(compiler, { "main.ts": main, "tools.ts": tools })).toBe("");
    });
  });
});
