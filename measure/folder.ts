import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Lends a new folder inside the package, where `verifik-flow` means the package itself as it was built. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(root, ".bench-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
