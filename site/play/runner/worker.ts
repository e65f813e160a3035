import * as library from "verifik-flow";
import {
  type AnyFlow,
  checkFlow,
  compareFlows,
  explainFlow,
  type FlowLike,
  flowDiagram,
  printFlow,
  readStoredFlow,
} from "verifik-flow";
import * as config from "verifik-flow/config";
import * as emulator from "verifik-flow/emulator";
import type { Job, Outcome, Printed, Results, Shown, ShownChange, Stored } from "./jobs.js";
import { logInto } from "./log.js";

/** The module that was composed in the editor, as a function of what a CommonJS module is given. */
type Module = (
  require: (name: string) => unknown,
  exports: Record<string, unknown>,
  console: object,
) => Promise<unknown>;

type Composed = AnyFlow & {
  build(): object;
  submit(options: object): Promise<object>;
};

const modules: Readonly<Record<string, unknown>> = {
  "verifik-flow": library,
  "verifik-flow/config": config,
  "verifik-flow/emulator": emulator,
};

function imported(name: string): unknown {
  if (Object.hasOwn(modules, name)) return modules[name];
  throw new Error(`'${name}' isn't in the playground: only ${Object.keys(modules).join(", ")} are`);
}

async function composed(module: Module, log: string[]) {
  const exports: Record<string, unknown> = {};
  await module(imported, exports, logInto(log));
  const flows = Object.entries(exports).filter(([, value]) => isFlow(value));
  const [name, flow] = flows.find(([name]) => name === "default") ?? flows[0] ?? [];
  if (name === undefined) {
    throw new Error("The code exports no flow. Write: export const onboarding = flow()…");
  }
  const others = flows.map(([other]) => other).filter((other) => other !== name);
  return { name, others, flow: flow as Composed };
}

function isFlow(value: unknown): value is Composed {
  return typeof value === "object" && value !== null && "build" in value && "submit" in value;
}

async function shown(module: Module, before: unknown): Promise<Shown> {
  const log: string[] = [];
  const { name, others, flow } = await composed(module, log);
  const body = flow.build() as FlowLike;
  return {
    name,
    others,
    body: pretty(body),
    findings: checkFlow(body).map(({ code, severity, message }) => ({ code, severity, message })),
    words: { en: explainFlow(body), es: explainFlow(body, { locale: "es" }) },
    diagram: flowDiagram(body),
    changes: before === undefined ? [] : changesSince(before, body),
    log,
  };
}

function changesSince(before: unknown, after: FlowLike): readonly ShownChange[] | string {
  try {
    return compareFlows(before as FlowLike, after).map(({ path, before, after, effect }) => ({
      path,
      before: JSON.stringify(before) ?? "not set",
      after: JSON.stringify(after) ?? "not set",
      effect,
    }));
  } catch (error) {
    return sentenceOf(error);
  }
}

async function submitted(module: Module): Promise<Stored> {
  const { flow } = await composed(module, []);
  const { fetch, token, requests } = emulator.createEmulator();
  const stored = await flow.submit({ fetch, token });
  const [request] = requests;
  return {
    stored: pretty(stored),
    request: `${request?.method} ${request?.path} ${request?.status}`,
  };
}

function printed(json: string): Printed {
  let flow: FlowLike;
  try {
    flow = JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Error(`This isn't JSON: ${sentenceOf(error)}.`);
  }
  const code = printFlow(flow);
  // What is printed may lack its project, and what is read may not.
  const { leftOut } = readStoredFlow({ project: "507f1f77bcf86cd799439013", ...flow });
  const lost = leftOut.filter(({ reason }) => reason === "unknown").map(({ path }) => path);
  return { code, lost };
}

function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return `The code threw ${String(error)}.`;
  const [, module] = / imported module: (node:\S+)/.exec(error.message) ?? [];
  if (module === undefined) return error.message;
  return `The code needs Node, for ${module}. Submit sends the flow to an emulator in this page.`;
}

function resultOf(job: Job, module: Module): Promise<Results[Job["kind"]]> | Results["print"] {
  switch (job.kind) {
    case "show":
      return shown(module, job.before);
    case "submit":
      return submitted(module);
    case "print":
      return printed(job.json);
  }
}

// The sandbox isn't a secure context, so that it lacks what the emulator makes ids with.
crypto.randomUUID ??= () => {
  const [a, b, c, d] = crypto.getRandomValues(new Uint32Array(4));
  const hex = [a, b, c, d].map((part = 0) => part.toString(16).padStart(8, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as ReturnType<
    typeof crypto.randomUUID
  >;
};

/** What the script of a job begins with. */
Object.assign(globalThis, {
  async runJob(job: Job, module: Module) {
    const post = globalThis.postMessage as (outcome: Outcome<unknown>) => void;
    try {
      post({ result: await resultOf(job, module) });
    } catch (error) {
      post({ refused: sentenceOf(error) });
    }
  },
});
