import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      // They run what was built, or a compiler: no mutant shows up there.
      "test/{cli,package,recipes,site}/*.test.ts",
      // What takes seconds for each mutant, and finds none that the others do not.
      "test/{check/differential,client/schedules,compose/compiler-messages}.test.ts",
      "test/{compare/properties,read/schema}.test.ts",
      "test/print/{compiled,flow-diagram,pages}.test.ts",
    ],
    testNamePattern: /^(?!.*(host does not answer|killed at any moment|little of it is kept))/,
    // Loaded before any test, so that what is made while they load is seen to belong to every test.
    setupFiles: ["src/flows/submits.ts", "src/client/submit-all.ts"],
    testTimeout: 5_000,
    expect: { poll: { timeout: 4_000, interval: 10 } },
  },
});
