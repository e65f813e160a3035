import type { Tagged } from "type-fest";
import { objectId } from "../guards/object-id.js";
import { positiveIntegers } from "../guards/positive-integer.js";
import { decimals, integers } from "../guards/range.js";
import { webUrl } from "../guards/web-url.js";

/**
 * How alike the face on a document and the selfie must be, from `CompareScore.min` to
 * `CompareScore.max`. Throws {@link InvalidFlowError}.
 *
 * `document.minScore(CompareScore(score))` → `"compareMinScore": 0.67`
 */
export const CompareScore = decimals("CompareScore", 0.5, 1);
export type CompareScore = Tagged<number, "CompareScore">;

/**
 * How sure it must be that a selfie shows a living person, from `LivenessScore.min` to
 * `LivenessScore.max`. Throws {@link InvalidFlowError}.
 *
 * `liveness.minScore(LivenessScore(score))` → `"livenessMinScore": 0.65`
 */
export const LivenessScore = decimals("LivenessScore", 0.5, 1);
export type LivenessScore = Tagged<number, "LivenessScore">;

/**
 * How alike two faces must be for a search to find one by the other, from `SearchScore.min` to
 * `SearchScore.max`. Throws {@link InvalidFlowError}.
 *
 * `liveness.searchMinScore(SearchScore(score))` → `"searchMinScore": 0.85`
 */
export const SearchScore = decimals("SearchScore", 0.3, 1);
export type SearchScore = Tagged<number, "SearchScore">;

/**
 * How often an applicant may try, an integer from `MaxAttempts.min` to `MaxAttempts.max`.
 * Throws {@link InvalidFlowError}.
 *
 * `document.maxAttempts(MaxAttempts(attempts))` → `"maxAttempts": 5`
 */
export const MaxAttempts = integers("MaxAttempts", 3, 10);
export type MaxAttempts = Tagged<number, "MaxAttempts">;

/**
 * The version number of a flow, an integer from 1. Throws {@link InvalidFlowError}.
 *
 * `flow().version(FlowVersion(number))` → `"version": 2`
 */
export const FlowVersion = positiveIntegers("FlowVersion");
export type FlowVersion = Tagged<number, "FlowVersion">;

/**
 * The id of something that Verifik stores: 24 hexadecimal characters.
 * Throws {@link InvalidFlowError}.
 *
 * `flow().project(ObjectId(id))` → `"project": "507f1f77bcf86cd799439013"`
 */
export const ObjectId = objectId("ObjectId");
export type ObjectId = Tagged<string, "ObjectId">;

/**
 * The URL of a page or an API: `http://` or `https://`, then a host, without spaces.
 * Throws {@link InvalidFlowError}.
 *
 * `flow().redirectUrl(WebUrl(url))` → `"redirectUrl": "https://google.com"`
 */
export const WebUrl = webUrl("WebUrl");
export type WebUrl = Tagged<string, "WebUrl">;
