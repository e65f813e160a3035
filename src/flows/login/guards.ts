import { type Decimal, decimals, type RangeGuard } from "../../check/ranges.js";
import { words } from "../../check/words.js";

const liveness = { min: 0.51, max: 0.9 } as const;
const search = { min: 0.7, max: 0.95 } as const;

/**
 * How sure it must be that a selfie shows a living person before it opens a login, from
 * `LoginLivenessScore.min` to `LoginLivenessScore.max`. Throws {@link InvalidFlowError}.
 *
 * `login.minScore(LoginLivenessScore(score))` → `"livenessMinScore": 0.6`
 */
export const LoginLivenessScore: RangeGuard<LoginLivenessScore> = decimals(
  "LoginLivenessScore",
  liveness,
);
export type LoginLivenessScore = Decimal<"LoginLivenessScore", typeof liveness>;

/**
 * How alike a selfie and a known face must be for a login to find its person, from
 * `LoginSearchScore.min` to `LoginSearchScore.max`. Throws {@link InvalidFlowError}.
 *
 * `login.searchMinScore(LoginSearchScore(score))` → `"searchMinScore": 0.85`
 */
export const LoginSearchScore: RangeGuard<LoginSearchScore> = decimals("LoginSearchScore", search);
export type LoginSearchScore = Decimal<"LoginSearchScore", typeof search>;

/**
 * Whether only the people of a list may log in. Throws {@link InvalidFlowError}.
 *
 * `security.strategy(LoginSecurityStrategy(strategy))` → `"strategy": "whitelist"`
 */
export const LoginSecurityStrategy = words("LoginSecurityStrategy", ["whitelist", "none"]);
export type LoginSecurityStrategy = (typeof LoginSecurityStrategy.values)[number];
