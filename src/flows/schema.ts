import { InvalidFlowError, type Issue } from "../check/invalid-flow-error.js";
import { show } from "../check/show.js";
import { type FlowType, typeNamed } from "../model/flow-type.js";
import { type JsonSchema, jsonSchemaOf, type Target, targets } from "../read/json-schema.js";
import { segmentsOf } from "../read/path.js";
import { descriptions } from "./descriptions.js";
import type { LoginFlowBody } from "./login/flow.js";
import type { FlowBody } from "./onboarding/flow.js";
import { type FlowOfType, type FlowTypeName, parseFlow } from "./parse.js";
import { flowTypes } from "./types.js";

/** The body of a flow of each type. */
export interface BodyOfType {
  readonly onboarding: FlowBody;
  readonly login: LoginFlowBody;
}

/** What is wrong with a value, as Standard Schema says it. */
export interface SchemaIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** A schema for every library that takes Standard Schema or Standard JSON Schema. */
export interface FlowSchema<Type extends FlowTypeName> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "verifik-flow";
    /** Exists for the compiler alone. */
    readonly types?:
      | { readonly input: BodyOfType[Type]; readonly output: FlowOfType[Type] }
      | undefined;
    /** The flow, or everything that is wrong. Never throws. */
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: FlowOfType[Type]; readonly issues?: undefined }
      | { readonly issues: readonly SchemaIssue[] };
    readonly jsonSchema: {
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/** A schema of every type of flow, and of each of them. */
export interface FlowSchemas extends FlowSchema<FlowTypeName> {
  readonly onboarding: FlowSchema<"onboarding">;
  readonly login: FlowSchema<"login">;
}

/**
 * Judges what `parseFlow` judges, for libraries that take a Standard Schema (tRPC, Hono, TanStack Form and
 * others), and makes its JSON Schema. `flowSchema` is for flows of any type, `flowSchema.login` for one.
 *
 * ```ts
 * flowSchema["~standard"].validate({ type: "login", project: "abc" });
 * // { issues: [{ message: "'abc' is not an ObjectId: expected 24 hexadecimal characters", path: ["project"] }] }
 *
 * flowSchema.login["~standard"].jsonSchema.input({ target: "draft-07" });
 * // { "$schema": "http://json-schema.org/draft-07/schema#", "title": "A Verifik login flow", … }
 * ```
 *
 * The JSON Schema of a type is in the package too: `verifik-flow/schemas/login.json`.
 *
 * @see https://standardschema.dev
 */
export const flowSchema: FlowSchemas = /* @__PURE__ */ allSchemas();

function allSchemas(): FlowSchemas {
  const [onboarding, login] = [schemaOf("onboarding"), schemaOf("login")];
  return Object.freeze({ ...schemaOf<FlowTypeName>(undefined), onboarding, login });
}

function schemaOf<Type extends FlowTypeName>(type: Type | undefined): FlowSchema<Type> {
  const options = type && { type };
  const jsonSchema = ({ target }: { readonly target: string }) =>
    flowJsonSchema(target, type) as Record<string, unknown>;
  const validate: FlowSchema<Type>["~standard"]["validate"] = (value) => {
    try {
      return { value: parseFlow<Type>(value, options) };
    } catch (error) {
      if (error instanceof InvalidFlowError) return { issues: error.issues.map(issueFor) };
      throw error;
    }
  };
  const standard = { version: 1, vendor: "verifik-flow", validate } as const;
  return { "~standard": { ...standard, jsonSchema: { input: jsonSchema, output: jsonSchema } } };
}

function issueFor({ message, path }: Issue): SchemaIssue {
  return { message, path: segmentsOf(path) };
}

/** Throws if the version of JSON Schema isn't one that it makes. */
function flowJsonSchema(target: string, type?: FlowTypeName): JsonSchema {
  if (!isTarget(target)) {
    throw new TypeError(
      `${show(target)} isn't a version: expected ${Object.keys(targets).join(" or ")}`,
    );
  }
  const types: readonly FlowType[] =
    type === undefined ? flowTypes : [typeNamed(type, flowTypes, "type")];
  return jsonSchemaOf(types, descriptions, target);
}

function isTarget(target: string): target is Target {
  return Object.hasOwn(targets, target);
}
