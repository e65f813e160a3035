/** What each figure should be at most. `test/budget.test.ts` holds those that no machine changes. */
export const reach = {
  instantiationsPerFlow: 250,
  /** What a flow of the second thousand costs the compiler, in flows of the first. */
  growth: 1.05,
  checkTime: 4,
  hoverLines: 5,
  composingOverZod: 1,
  composingOverFloor: 1.5,
  deriving: 0.5,
  bundleBytes: 15_000,
  ownBytes: 4_000,
  coldImport: 1.2,
  submitOverFetch: 1.15,
  submitOverAxios: 1,
  submitAllOverLoop: 1 / 0.9,
  /** For each flow that waits: less than a promise takes. */
  waitingBytes: 16,
} as const;
