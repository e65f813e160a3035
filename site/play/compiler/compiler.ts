import type { Answered, Answers, Question } from "./answers.js";

/** How long the compiler may think about one text, in milliseconds. Types can loop for hours. */
const mostThinking = 10_000;

/** Loading two megabytes takes long on a slow line. */
const mostLoading = 120_000;

/** What a question fails with because of another one, which took too long. */
const interrupted = new Error("another question stopped the compiler");

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The compiler, in a worker of its own, which is replaced if it doesn't answer. */
export class Compiler {
  readonly #script: string;
  readonly #types: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #started: Promise<unknown> | undefined;
  #asked = 0;

  constructor(script: string, types: string) {
    this.#script = script;
    this.#types = new URL(types, location.href).href;
  }

  start(): Promise<unknown> {
    if (this.#started) return this.#started;
    this.#worker = new Worker(this.#script);
    this.#worker.onmessage = ({ data }: MessageEvent<Answered>) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.stop(`The compiler has stopped: ${event.message || "it can't be loaded"}.`);
    };
    this.#started = this.#send({ kind: "start", types: this.#types }, mostLoading).catch(
      (error: Error) => {
        this.stop(error.message);
        throw error;
      },
    );
    return this.#started;
  }

  async ask<Kind extends Exclude<keyof Answers, "start">>(
    question: Question & { readonly kind: Kind },
  ): Promise<Answers[Kind]> {
    for (;;) {
      await this.start();
      try {
        return (await this.#send(question, mostThinking)) as Answers[Kind];
      } catch (error) {
        if (error !== interrupted) throw error;
      }
    }
  }

  /** Ends whatever it is thinking about. The next question starts it again. */
  stop(reason: string): void {
    this.#end(() => new Error(reason));
  }

  #end(reasonOf: (id: number) => Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#started = undefined;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [id, { reject }] of waiting) reject(reasonOf(id));
  }

  #send(question: Question, limit: number): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    const late = `The compiler took more than ${limit / 1000} seconds for this, and was stopped.`;
    return new Promise((resolve, reject) => {
      const tooLong = (slow: number) => (slow === id ? new Error(late) : interrupted);
      const timer = setTimeout(() => this.#end(tooLong), limit);
      const settled = <Value>(settle: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(timer);
          settle(value);
        };
      };
      this.#waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      this.#worker?.postMessage({ id, question });
    });
  }

  #receive({ id, answer, failure }: Answered): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure === undefined) waiting?.resolve(answer as never);
    else waiting?.reject(new Error(`The compiler failed: ${failure}.`));
  }
}
