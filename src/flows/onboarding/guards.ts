import {
  type Decimal,
  decimals,
  type Integer,
  integers,
  type RangeGuard,
} from "../../check/ranges.js";
import { words } from "../../check/words.js";

const compare = { min: 0.5, max: 1 } as const;
const liveness = { min: 0.5, max: 1 } as const;
const search = { min: 0.3, max: 1 } as const;
const attempts = { min: 3, max: 10 } as const;

/**
 * How alike the face on a document and the selfie must be, from `CompareScore.min` to
 * `CompareScore.max`. Throws {@link InvalidFlowError}.
 *
 * `document.minScore(CompareScore(score))` → `"compareMinScore": 0.67`
 */
export const CompareScore: RangeGuard<CompareScore> = decimals("CompareScore", compare);
export type CompareScore = Decimal<"CompareScore", typeof compare>;

/**
 * How sure it must be that a selfie shows a living person, from `LivenessScore.min` to
 * `LivenessScore.max`. Throws {@link InvalidFlowError}.
 *
 * `liveness.minScore(LivenessScore(score))` → `"livenessMinScore": 0.65`
 */
export const LivenessScore: RangeGuard<LivenessScore> = decimals("LivenessScore", liveness);
export type LivenessScore = Decimal<"LivenessScore", typeof liveness>;

/**
 * How alike two faces must be for a search to find one by the other, from `SearchScore.min` to
 * `SearchScore.max`. Throws {@link InvalidFlowError}.
 *
 * `liveness.searchMinScore(SearchScore(score))` → `"searchMinScore": 0.85`
 */
export const SearchScore: RangeGuard<SearchScore> = decimals("SearchScore", search);
export type SearchScore = Decimal<"SearchScore", typeof search>;

/**
 * How often an applicant may try, an integer from `MaxAttempts.min` to `MaxAttempts.max`.
 * Throws {@link InvalidFlowError}.
 *
 * `document.maxAttempts(MaxAttempts(attempts))` → `"maxAttempts": 5`
 */
export const MaxAttempts: RangeGuard<MaxAttempts> = integers("MaxAttempts", attempts);
export type MaxAttempts = Integer<"MaxAttempts", typeof attempts>;

/**
 * Whether applicants go through a step. Throws {@link InvalidFlowError}.
 *
 * `flow().steps({ document: StepRequirement(requirement) })` → `"steps": { "document": "optional" }`
 */
export const StepRequirement = words("StepRequirement", ["mandatory", "optional", "skip"]);
export type StepRequirement = (typeof StepRequirement.values)[number];

/**
 * How documents are validated. Throws {@link InvalidFlowError}.
 *
 * `document.validationMethod(ValidationMethod(method))` → `"validationMethod": "SCAN_ZERO"`
 */
export const ValidationMethod = words("ValidationMethod", [
  "SCAN_ZERO",
  "SCAN_PROMPT",
  "SCAN_STUDIO",
]);
export type ValidationMethod = (typeof ValidationMethod.values)[number];

/**
 * Whether the people of a list are kept out of an onboarding flow. Throws {@link InvalidFlowError}.
 *
 * `security.strategy(SecurityStrategy(strategy))` → `"strategy": "blacklist"`
 */
export const SecurityStrategy = words("SecurityStrategy", ["blacklist", "none"]);
export type SecurityStrategy = (typeof SecurityStrategy.values)[number];
