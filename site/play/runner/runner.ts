import type { Job, Outcome, Results } from "./jobs.js";

/** How long the code may run, in milliseconds, with the time that a busy machine needs to start a worker. */
const mostRunning = 3000;

/** What became of a run whose place another one took. */
export const superseded = "Another run took its place.";

const tooLong = "The code ran for more than 3 seconds and was stopped. Does it loop forever?";

interface Running {
  readonly nonce: string;
  readonly end: (outcome: Outcome<never>) => void;
}

/**
 * Runs code in a frame that has no origin, no network and no page, and in a worker of that frame, so that an endless
 * loop ends with the frame.
 */
export class Runner {
  readonly #page: string;
  readonly #library: string;
  #text: Promise<string> | undefined;
  #frame: Promise<HTMLIFrameElement> | undefined;
  #running: Running | undefined;

  constructor(page: string, library: string) {
    this.#page = page;
    this.#library = library;
    addEventListener("message", this.#receive);
  }

  /** Ends it for good. */
  stop(): void {
    this.#running?.end({ refused: "The page was left." });
    removeEventListener("message", this.#receive);
    this.#remove();
  }

  /** Ends what runs, and runs this. */
  async run<Kind extends Job["kind"]>(
    job: Extract<Job, { readonly kind: Kind }>,
    script = "",
  ): Promise<Outcome<Results[Kind]>> {
    this.#running?.end({ refused: superseded });
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join();
    const [library, frame] = await Promise.all([this.#loadedLibrary(), this.#loadedFrame()]);
    const parts = [library, scriptOf(job, script)];
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#remove();
        end({ refused: tooLong });
      }, mostRunning);
      const end = (outcome: Outcome<never>) => {
        clearTimeout(timer);
        this.#running = undefined;
        resolve(outcome);
      };
      this.#running = { nonce, end };
      frame.contentWindow?.postMessage({ nonce, parts }, "*");
    });
  }

  async #loadedLibrary(): Promise<string> {
    this.#text ??= fetch(this.#library).then((response) => response.text());
    try {
      return await this.#text;
    } catch {
      this.#text = undefined;
      throw new Error("The library can't be loaded. Is the network there?");
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

  #remove(): void {
    this.#frame?.then((frame) => frame.remove());
    this.#frame = undefined;
  }

  /** The code may post what it likes: only the frame's own messages with the number of this run count. */
  readonly #receive = async ({ source, data }: MessageEvent): Promise<void> => {
    const frame = await this.#frame;
    if (!frame || source !== frame.contentWindow || data?.nonce !== this.#running?.nonce) return;
    this.#running?.end(data.outcome);
  };
}

/** The code and its job, as what comes after the library in the worker's script. */
function scriptOf(job: Job, script: string): string {
  return `\n;runJob(${JSON.stringify(job)}, async (require, exports, console) => {${script}\n});`;
}
