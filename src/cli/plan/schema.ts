import type { Effect } from "../../compare/effect.js";
import { actions } from "./planned-flow.js";

/** The part of JSON Schema that describes a plan. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly description?: string;
}

const effects = ["tightens", "loosens", "unclear", "neutral"] as const satisfies readonly Effect[];

function text(description: string): Schema {
  return { type: "string", description };
}

function digest(description: string): Schema {
  return { type: "string", pattern: "^[0-9a-f]{16}$", description };
}

function texts(description: string): Schema {
  return { type: "array", items: { type: "string" }, description };
}

/** Unknown fields are allowed: a minor version adds some. */
function object(
  description: string,
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  const properties = { ...required, ...optional };
  return { type: "object", required: Object.keys(required), properties, description };
}

const change = object(
  "A field in which what is planned differs from what is stored.",
  {
    path: text("The field, as the builder names it: `document.minScore`."),
    bodyPath: text("Where it is in the body: `onboardingSettings.document.compareMinScore`."),
    effect: { enum: effects, description: "What the change does to verification." },
  },
  {
    before: {
      description: "What is stored; absent if nothing. Texts, lists and queries have stand-ins.",
    },
    after: { description: "What is planned; absent if nothing." },
  },
);

const flow = object(
  "What becomes of one flow.",
  {
    name: text("Its name in the code, or in the lock if the code doesn't have it."),
    action: { enum: actions, description: "What an apply does with it." },
    type: text("The type of the flow: `onboarding` or `login`."),
    project: text("The id of its project."),
    changes: {
      type: "array",
      items: change,
      description: "From what is stored to what is planned.",
    },
    drift: texts("The parts of the body that changed on the server since the last apply."),
    kept: texts("Stored fields that the code doesn't say: an apply keeps them."),
    hidden: texts(
      "Fields that the server doesn't show. Without a change, they are what was last applied.",
    ),
  },
  {
    id: text("The id of the stored flow, if there is one."),
    stored: object("The flow as it was stored when the plan was made.", {
      digest: digest("Of the fields that this version knows."),
      updatedAt: { type: ["string", "null"], description: "When the server says it changed." },
    }),
    planned: object("The flow as it's stored after an apply.", {
      digest: digest("Of the fields that this version knows."),
    }),
    beside: texts("The stored flows of the same project and type beside which it's created."),
    problem: text("Why nothing can be done for the flow yet."),
  },
);

const counts = [
  ...actions.map((action) => [action, `How many flows have the action \`${action}\`.`] as const),
  ...effects.map((effect) => [effect, `How many changes of stored flows: ${effect}.`] as const),
].map(([name, description]) => [name, { type: "integer", minimum: 0, description }] as const);

/** What a plan is, for the reader of plans and for `schemas/plan.json`. */
export const planSchema = object(
  "What an apply would do in one environment, as `verifik-flow plan --out` and `--json` write it.",
  {
    format: { const: "verifik-flow/plan", description: "Says that this is a plan." },
    formatVersion: {
      type: "string",
      pattern: "^1\\.\\d+$",
      description: "A minor version adds fields, which a reader ignores; a major one changes them.",
    },
    environment: text("The environment of the configuration."),
    host: text("The host that requests go to."),
    configDigest: digest("Of the bodies of the code's flows."),
    lockDigest: digest("Of the environment's part of the lock."),
    applyable: { type: "boolean", description: "Whether nothing has to be decided first." },
    summary: object("How many there are of each.", Object.fromEntries(counts)),
    flows: { type: "array", items: flow, description: "In the order of the code." },
    digest: digest("Of all other fields: two plans with the same digest do the same."),
  },
  {
    $schema: text("Where this schema is, for editors. It isn't part of the plan."),
    outcome: {
      enum: ["changes", "unchanged"],
      description: "Which exit code `plan --json` ends with: 2 or 0. It isn't part of the plan.",
    },
  },
);
