/** How the playground compiles. In the words of a tsconfig, so that the build can read it too. */
export const compilerOptions = {
  strict: true,
  target: "es2023",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  lib: ["es2023", "esnext.disposable"],
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

export const fileNames = { entry: "flow.ts", globals: "globals.d.ts" } as const;
