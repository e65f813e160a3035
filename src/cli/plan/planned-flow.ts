import type { Change } from "../../compare/changes.js";
import type { FlowData } from "../../model/flow-data.js";
import { fieldOf } from "../../model/json.js";

/** What becomes of one flow. */
export const actions = [
  "create",
  "change",
  "adopt",
  "unchanged",
  "orphaned",
  "delete",
  "blocked",
] as const;
export type Action = (typeof actions)[number];

/** One flow of a plan. */
export interface PlannedFlow {
  readonly name: string;
  readonly action: Action;
  readonly type: string;
  readonly project: string;
  /** Of the stored flow, if there is one. */
  readonly id?: string;
  readonly stored?: { readonly digest: string; readonly updatedAt: string | null };
  /** What is stored after an apply. */
  readonly planned?: { readonly digest: string };
  /** From what is stored to what is planned. */
  readonly changes: readonly Change[];
  /** The parts of the body that changed on the server since the last apply. */
  readonly drift: readonly string[];
  /** Stored fields that the code doesn't say: an apply keeps them. */
  readonly kept: readonly string[];
  /** Fields that the server doesn't show. Without a change, they are what was last applied. */
  readonly hidden: readonly string[];
  /** The ids of the stored flows of the same project and type beside which another one is created. */
  readonly beside?: readonly string[];
  /** Why nothing can be done for the flow yet. */
  readonly problem?: string;
}

/** Whether nothing can be done for the flow, whatever somebody agrees to. Other flows are applied. */
export function isBlocked({ action }: PlannedFlow): boolean {
  return action === "blocked";
}

/** Of a flow that isn't compared. */
export const nothing = { changes: [], drift: [], kept: [], hidden: [] } as const;

export function identityOf(name: string, { type, data }: FlowData) {
  return { name, type: type.type, project: String(fieldOf(data, "project")) };
}
