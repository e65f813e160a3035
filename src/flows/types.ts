import type { FlowType } from "../model/flow-type.js";
import { login } from "./login/table.js";
import { onboarding } from "./onboarding/table.js";

/** Every flow type: an entry here is all that the emulator and the field reference need to know it. */
export const flowTypes = [onboarding, login] as const satisfies readonly FlowType[];

/** The name of a type of flow, as bodies say it. */
export type FlowTypeName = (typeof flowTypes)[number]["type"];
