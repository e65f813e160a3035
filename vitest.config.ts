import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    // Long, so that no test fails because the machine is busy.
    testTimeout: 300_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
