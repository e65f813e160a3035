import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./folder.js";

/** What users write whose bundles are measured. */
export const bundled = {
  guard: 'export { CompareScore } from "verifik-flow";',
  error: 'export { SubmitError } from "verifik-flow";',
  submitted: `import { flow } from "verifik-flow";
    flow().project("507f1f77bcf86cd799439013").submit();`,
  built: `import { flow } from "verifik-flow";
    flow().project("507f1f77bcf86cd799439013").build();`,
} as const;

/** The gzipped size, in bytes, of a minified bundle of the code without the packages in `external`. */
export async function bundledSize(code: string, external: readonly string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    tsconfigRaw: {}, // the paths of ours lead to the sources, while users get what was built
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    external: [...external],
  });
  return outputFiles.reduce(
    (sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length,
    0,
  );
}
