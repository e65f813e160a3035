import { budget } from "../../measure/budget.js";
import { bundled, bundledSize } from "../../measure/bundle.js";
import { type Row, size } from "../row.js";

/** Bundles of what a user writes, minified and gzipped. */
export async function bundles(): Promise<readonly Row[]> {
  const { guard, error, submitted, built } = bundled;
  return [
    size("bundle of axios", await bundledSize('export { default } from "axios";')),
    size("bundle of ky", await bundledSize('export { default } from "ky";')),
    size("bundle of one guard", await bundledSize(guard), budget.guardBytes),
    size("bundle of `SubmitError`", await bundledSize(error), budget.errorBytes),
    size("bundle of a flow that is submitted", await bundledSize(submitted), budget.submittedBytes),
    size("our own part of it", await bundledSize(submitted, ["ky"])),
    size("bundle of a flow that is only built", await bundledSize(built)),
  ];
}
