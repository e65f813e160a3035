import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Long, so that no test fails because the machine is busy.
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
