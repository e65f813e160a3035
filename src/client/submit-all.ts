import pMap from "p-map";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { Journal } from "./ledger.js";
import type { SubmitOptions } from "./options.js";
import { resumable, type SubmitOne } from "./resume.js";
import { integer } from "./settings.js";
import type { Submittable } from "./submittable.js";

export interface SubmitAllOptions {
  /** How many flows are on their way at a time, 1 to 256. Default: 4. */
  readonly concurrency?: number;
  /** Called after each flow with how far the run is. What it throws is ignored. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where the run is written down, so that you can start it again after it was cut off, without a duplicate. */
  readonly journal?: Journal | undefined;
}

/** How far a run is, in flows. */
export interface Progress {
  readonly done: number;
  readonly failed: number;
  readonly left: number;
}

type Result = PromiseSettledResult<AnyStoredFlow>;

const defaultConcurrency = 4;
const mostConcurrency = 256;

/** Settles every flow on its own, in the order given. Rejects if the journal cannot be read. */
export async function submitAll(
  flows: readonly Submittable<AnyStoredFlow>[],
  options: SubmitOptions,
  { concurrency = defaultConcurrency, onProgress, journal }: SubmitAllOptions,
): Promise<readonly Result[]> {
  integer("concurrency", concurrency, 1, mostConcurrency);
  const submit: SubmitOne = journal
    ? await resumable(flows, options, journal)
    : (flow) => flow.submit(options);
  const counts = { done: 0, failed: 0, left: flows.length };
  const settle = async (flow: Submittable<AnyStoredFlow>, index: number): Promise<Result> => {
    const [result] = await Promise.allSettled([submit(flow, index)]);
    counts[result.status === "fulfilled" ? "done" : "failed"] += 1;
    counts.left -= 1;
    report(onProgress, { ...counts });
    return result;
  };
  return pMap(flows, settle, { concurrency });
}

/** A reporter that throws must not cost a flow. */
function report(onProgress: SubmitAllOptions["onProgress"], progress: Progress): void {
  try {
    onProgress?.(progress);
  } catch {}
}
