import { bundledSize } from "../measure/bundle.js";
import { reach } from "../reach.js";
import { type Row, size } from "../row.js";

const flow = 'import { flow } from "verifik-flow"; flow().project("507f1f77bcf86cd799439013")';

/** Of a flow that is submitted; of our own code alone without what it imports. */
export function submittedSize(external: readonly string[] = []): Promise<number> {
  return bundledSize(`${flow}.submit();`, external);
}

export const dependencies = ["ky", "ts-pattern", "type-fest"];

/** Bundles of what a user writes, minified and gzipped. */
export async function bundles(): Promise<readonly Row[]> {
  return [
    size("bundle of axios", await bundledSize('export { default } from "axios";')),
    size("bundle of ky", await bundledSize('export { default } from "ky";')),
    size("bundle of a flow that is submitted", await submittedSize(), reach.bundleBytes),
    size("our own part of it", await submittedSize(dependencies), reach.ownBytes),
    size("bundle of a flow that is only built", await bundledSize(`${flow}.build();`)),
  ];
}
