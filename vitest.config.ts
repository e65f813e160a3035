import { defineConfig } from "vitest/config";

// Vitest 5 groups failures with it before it prints them, and Node 20 hasn't got it.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    // Long, so that no test fails because the machine is busy.
    testTimeout: 300_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
