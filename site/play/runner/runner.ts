import type { Job, Outcome, Results } from "./jobs.js";
import { isOutcome } from "./shape.js";

/** How long the code may run, in seconds, with the time that a busy machine needs to start a worker. */
const mostRunning = 3;

interface Running {
  readonly kind: Job["kind"];
  readonly end: (outcome: Outcome<never>) => void;
}

/**
 * Runs code in a frame that has no origin, no network and no page: each job in a worker of its own, which ends with
 * its outcome or its time.
 */
export class Runner {
  readonly #page: string;
  readonly #library: string;
  #text: Promise<string> | undefined;
  #frame: Promise<HTMLIFrameElement> | undefined;
  readonly #running = new Map<string, Running>();

  constructor(page: string, library: string) {
    this.#page = page;
    this.#library = library;
    addEventListener("message", this.#receive);
  }

  /** Ends it for good. */
  stop(): void {
    removeEventListener("message", this.#receive);
    this.#frame?.then((frame) => frame.remove());
    for (const { end } of this.#running.values()) end({ refused: "The page was left." });
  }

  /** Never rejects. A run that is aborted has no outcome that anybody should be shown. */
  async run<Kind extends Job["kind"]>(
    job: Extract<Job, { readonly kind: Kind }>,
    script = "",
    signal?: AbortSignal,
  ): Promise<Outcome<Results[Kind]>> {
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join();
    try {
      const [library, frame] = await Promise.all([this.#loadedLibrary(), this.#loadedFrame()]);
      const post = (message: object) =>
        frame.contentWindow?.postMessage({ nonce, ...message }, "*");
      return await new Promise((resolve) => {
        const end = (outcome: Outcome<never>) => {
          clearTimeout(timer);
          this.#running.delete(nonce);
          post({ stop: true });
          resolve(outcome);
        };
        const late = `The code ran for more than ${mostRunning} seconds and was stopped. Does it loop forever?`;
        const timer = setTimeout(() => end({ refused: late }), mostRunning * 1000);
        signal?.addEventListener("abort", () => end({ refused: "The code was edited." }));
        this.#running.set(nonce, { kind: job.kind, end });
        post({ parts: [library, scriptOf(job, script)] });
      });
    } catch (error) {
      return { refused: (error as Error).message };
    }
  }

  async #loadedLibrary(): Promise<string> {
    this.#text ??= fetch(this.#library).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    });
    try {
      return await this.#text;
    } catch {
      this.#text = undefined;
      throw new Error("The library can't be loaded. Are you offline?");
    }
  }

  #loadedFrame(): Promise<HTMLIFrameElement> {
    this.#frame ??= new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.title = "Runs the code of the editor";
      frame.style.display = "none";
      frame.src = this.#page;
      frame.onload = () => resolve(frame);
      document.body.append(frame);
    });
    return this.#frame;
  }

  readonly #receive = async ({ source, data }: MessageEvent): Promise<void> => {
    const frame = await this.#frame;
    if (!frame || source !== frame.contentWindow) return;
    const running = this.#running.get(data?.nonce);
    const strange = "The code posted something else than its flow, or too much.";
    running?.end(isOutcome(running.kind, data.outcome) ? data.outcome : { refused: strange });
  };
}

/** The code and its job, as what comes after the library in the worker's script. */
function scriptOf(job: Job, script: string): string {
  return `\n;runJob(${JSON.stringify(job)}, async (require, exports, console) => {${script}\n});`;
}
