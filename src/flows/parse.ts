import { loaded } from "../compose/load.js";
import { type FlowType, typeNamed } from "../model/flow-type.js";
import { fieldOf } from "../model/json.js";
import { type Parsed, parseBody } from "../read/parse.js";
import { type LoginFlow, loginFlow } from "./login/flow.js";
import { type Flow, flow } from "./onboarding/flow.js";
import { flowTypes } from "./types.js";

/** A flow of each type that has all that it needs, by the name of the type. */
export interface FlowOfType {
  readonly onboarding: Flow;
  readonly login: LoginFlow;
}

/** The name of a type of flow, as bodies say it. */
export type FlowTypeName = keyof FlowOfType;

export interface ParseOptions<Type extends FlowTypeName> {
  /** The type that the flow has to have. Default: any. */
  readonly type: Type;
}

const empty: Readonly<Record<(typeof flowTypes)[number]["type"], () => object>> = {
  onboarding: flow,
  login: loginFlow,
};

/**
 * The flow that foreign JSON stands for: a configuration file, or the body of a request.
 *
 * ```ts
 * parseFlow({ type: "onboarding", project: "507f1f77bcf86cd799439013" });
 * // flow().project("507f1f77bcf86cd799439013")
 *
 * parseFlow({ type: "login", project: "abc", loginSettings: { livenesMinScore: 0.6 } });
 * // InvalidFlowError: 'abc' is not an ObjectId: expected 24 hexadecimal characters (at project)
 * // 'livenesMinScore' is not known here: did you mean livenessMinScore? (at loginSettings.livenesMinScore)
 * ```
 *
 * `{ type: "login" }` accepts flows of that type only, and says so in the type of the result. `$schema` may
 * stand beside `type`.
 *
 * @throws {InvalidFlowError} with everything that is wrong, up to a hundred issues, each under its path in the JSON.
 * @see https://docs.verifik.co/resources/project-flows/create-a-project-flow
 */
export function parseFlow<Type extends FlowTypeName = FlowTypeName>(
  value: unknown,
  options?: ParseOptions<Type>,
): FlowOfType[Type] {
  return flowOf(parseBody(value, typesOf(options))) as FlowOfType[Type];
}

/** The flow of a body that was read. */
export function flowOf({ type, body }: Parsed): FlowOfType[FlowTypeName] {
  return loaded<object>(
    empty[type.type as FlowTypeName](),
    type.rows,
    body,
  ) as FlowOfType[FlowTypeName];
}

function typesOf(options: unknown): readonly FlowType[] {
  if (options === undefined) return flowTypes;
  return [typeNamed(fieldOf(options, "type"), flowTypes, "options.type")];
}
