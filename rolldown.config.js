import { defineConfig } from "rolldown";

const rooms = [
  "check",
  "model",
  "http",
  "compose",
  "read",
  "compare",
  "print",
  "client",
  "flows",
  "journal",
  "emulator",
];

/** One file for each room: few files are imported quickly, and a user's bundler drops what is not used. */
export default defineConfig({
  input: {
    index: "src/index.ts",
    "emulator/index": "src/emulator/index.ts",
    "journal/index": "src/journal/index.ts",
    "config/index": "src/config/index.ts",
    "cli/bin": "src/cli/bin.ts",
  },
  external: /^[^./]/,
  platform: "neutral",
  output: {
    dir: "dist",
    // What only the command needs is loaded by it alone, a file for each command.
    chunkFileNames: ({ name, facadeModuleId }) =>
      rooms.includes(name) && !facadeModuleId ? "[name].js" : "cli/[name].js",
    codeSplitting: {
      groups: rooms.map((name) => ({ name, test: new RegExp(`/src/${name}/`) })),
    },
  },
});
