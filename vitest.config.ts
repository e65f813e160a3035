import { defineConfig } from "vitest/config";
import { groupedBy } from "./src/cli/grouped.js";

// Vitest 5 groups failures with it before it prints them, and Node 20 hasn't got it.
Map.groupBy ??= groupedBy as typeof Map.groupBy;

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    // Long, so that no test fails because the machine is busy.
    testTimeout: 300_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
