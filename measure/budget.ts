/** What each figure may be at most. `test/package/budget.test.ts` holds those that no machine changes. */
export const budget = {
  instantiationsPerFlow: 250,
  /** What a flow of the second thousand costs the compiler, in flows of the first. */
  growth: 1.05,
  checkTime: { "TypeScript 5.9": 2, "TypeScript 6.0": 2, "TypeScript 7.0": 1 },
  hoverLines: 5,
  composingOverZod: 1.2,
  deriving: 0.5,
  comparing: 2,
  parsingOverZod: 1,
  parsedBytes: 16,
  guardBytes: 1_500,
  errorBytes: 1_000,
  submittedBytes: 23_500,
  coldImport: 1.2,
  helpOverNode: 1.5,
  /** More than that. */
  helpMilliseconds: 100,
  planOverFetch: 2,
  submitOverFetch: 1.25,
  /** For each flow that waits: less than a promise takes. */
  waitingBytes: 16,
} as const;
