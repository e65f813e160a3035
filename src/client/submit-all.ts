import pMap from "p-map";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { Journal } from "./ledger.js";
import { type OptionNames, ownOptions } from "./options.js";
import { usualSettlingTime } from "./reconcile.js";
import { type Run, resume } from "./resume.js";
import { checking, functionIn, integer } from "./settings.js";
import { type AnySubmittable, assertFlow, notFlow } from "./submittable.js";

export interface SubmitAllOptions {
  /** How many flows are on their way at a time, 1 to 256. Default: 4. */
  readonly concurrency?: number;
  /** Called after each flow, and before each wait, with how far the run is. What it throws is ignored. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where the run is written down, so that you can start it again after it was cut off, without a duplicate. */
  readonly journal?: Journal;
  /**
   * How long the server may still be at work on a request that was cut off, in milliseconds: a flow of an
   * earlier run that isn't listed is sent again only after that time. 0 to 3,600,000. Default: 60,000.
   */
  readonly settlingTime?: number;
}

/** How far a run is, in flows. */
export interface Progress {
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  /** Of those left: how many an earlier run may have created. The run waits until that is known. */
  readonly inDoubt: number;
}

type Result = PromiseSettledResult<AnyStoredFlow>;

/** A few, so that one run leaves room for others. */
const defaultConcurrency = 4;
const mostConcurrency = 256;
export const longestSettlingTime = 3_600_000;

const optionNames: OptionNames<SubmitAllOptions> = {
  concurrency: false,
  onProgress: true,
  journal: false,
  settlingTime: false,
};

/** Settles every flow on its own, in the order given. Rejects if an option or the journal can't be used. */
export async function submitAll(
  list: readonly AnySubmittable[],
  options: object,
  given: SubmitAllOptions,
): Promise<readonly Result[]> {
  const { concurrency, settlingTime, onProgress, journal } = checking(() => checked(given));
  if (!Array.isArray(list)) throw notFlow("flows", list, "an array of flows");
  const flows: readonly AnySubmittable[] = Array.from(list); // the caller's may change while they are sent
  const counts = { done: 0, failed: 0, left: flows.length };
  const report = (inDoubt: number) => reportTo(onProgress, { ...counts, inDoubt });
  const run = journal
    ? await resume(flows, options, journal, { concurrency, settlingTime, onWait: report })
    : { submit: (flow: AnySubmittable) => flow.submit(options), close: async () => {} };
  const settle = async (flow: AnySubmittable, index: number): Promise<Result> => {
    const [result] = await Promise.allSettled([submit(run, flow, index)]);
    counts[result.status === "fulfilled" ? "done" : "failed"] += 1;
    counts.left -= 1;
    report(0);
    return result;
  };
  return pMap(flows, settle, { concurrency }).finally(run.close);
}

async function submit(
  run: Pick<Run, "submit">,
  flow: AnySubmittable,
  index: number,
): Promise<AnyStoredFlow> {
  assertFlow(flow, `flows[${index}]`);
  return run.submit(flow, index);
}

function checked(given: SubmitAllOptions) {
  const {
    concurrency = defaultConcurrency,
    settlingTime = usualSettlingTime,
    onProgress = () => {},
    journal,
  } = ownOptions(given, optionNames);
  if (journal !== undefined) {
    functionIn("journal.read", journal?.read);
    functionIn("journal.append", journal?.append);
  }
  return {
    concurrency: integer("concurrency", concurrency, 1, mostConcurrency),
    settlingTime: integer("settlingTime", settlingTime, 0, longestSettlingTime),
    onProgress: functionIn("onProgress", onProgress),
    journal,
  };
}

/** A reporter that fails, now or later, must not cost a flow. */
async function reportTo(
  onProgress: (progress: Progress) => unknown,
  progress: Progress,
): Promise<void> {
  try {
    await onProgress(progress);
  } catch {}
}
