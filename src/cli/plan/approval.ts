import { sectionOf } from "./drift.js";
import type { Plan } from "./plan.js";
import type { PlannedFlow } from "./planned-flow.js";

/** What somebody agreed to. */
export interface Consent {
  /** To all that creates, tightens or makes no difference. */
  readonly yes: boolean;
  /** To the plan with this digest, also where it loosens verification. */
  readonly approve: string | undefined;
  readonly prune: boolean;
  readonly overwriteDrift: boolean;
}

/** What an apply of a plan has no consent for yet, and the flag that gives it. */
export interface Need {
  readonly kind: "yes" | "loosens" | "drift" | "delete";
  readonly flows: readonly string[];
  readonly flag: string;
}

/** Whether verification may be weaker afterwards. What nobody knows counts like what loosens. */
export function loosens({ action, changes }: PlannedFlow): boolean {
  if (action !== "change" && action !== "adopt") return false;
  return changes.some(({ effect }) => effect === "loosens" || effect === "unclear");
}

/** Whether an apply would write over what somebody changed on the server. */
function overwritesDrift({ action, changes, drift }: PlannedFlow): boolean {
  if (action === "delete") return drift.length > 0;
  return changes.some((change) => drift.includes(sectionOf(change)));
}

/** Whether an apply has anything to do for the flow, if only to take note of what changed on the server. */
export function isWork({ action, changes, drift }: PlannedFlow): boolean {
  if (action === "orphaned" || action === "blocked") return false;
  return action !== "unchanged" || changes.length > 0 || drift.length > 0;
}

/** What is lacking before the plan may be applied. */
export function needsOf(plan: Plan, consent: Consent): readonly Need[] {
  const approved = consent.approve === plan.digest;
  const work = plan.flows.filter(isWork);
  const needs: Need[] = [
    need("yes", consent.yes || approved ? [] : work, "--yes"),
    need("loosens", approved ? [] : work.filter(loosens), `--approve ${plan.digest}`),
    need("drift", consent.overwriteDrift ? [] : work.filter(overwritesDrift), "--overwrite-drift"),
    need(
      "delete",
      consent.prune ? [] : work.filter(({ action }) => action === "delete"),
      "--prune",
    ),
  ];
  return needs.filter(({ flows }) => flows.length > 0);
}

function need(kind: Need["kind"], flows: readonly PlannedFlow[], flag: string): Need {
  return { kind, flows: flows.map(({ name }) => name), flag };
}
