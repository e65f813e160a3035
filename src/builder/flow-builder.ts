import { installAll } from "../fields/field.js";
import { flag } from "../fields/kinds.js";
import { HeldOptions } from "../http/held-options.js";
import type { SubmitOptions } from "../http/options.js";
import type { StoredFlow } from "../http/stored-flow.js";
import { submit } from "../http/submit.js";
import { InvalidFlowError, issueOf } from "../invalid-flow-error.js";
import { bodyFields, requiredFields } from "../table/fields.js";
import { needsProject } from "../types/words.js";
import type { FlowBody } from "./body.js";
import { bodyOf, type Draft, type Edit, edits } from "./draft.js";

/** What a flow can do at run time, besides the methods that the table gives it. */
export class FlowBuilder implements Draft {
  static slots = 0;
  declare readonly [edits]: Edit | undefined;

  constructor(last?: Edit) {
    this[edits] = last;
  }

  pipe(use: (flow: this) => unknown): unknown {
    return use(this);
  }

  when(condition: boolean, refine: (flow: this) => unknown): unknown {
    if (!flag.read(condition, "when")) return this;
    const refined = refine(this);
    if (refined instanceof FlowBuilder) return refined;
    const expected = "the function to return the flow that it was given";
    throw new InvalidFlowError([issueOf("when", refined, "is not a flow", expected)]);
  }

  build(): FlowBody {
    return this.#complete("build");
  }

  toJSON(): FlowBody {
    return this.#complete("build");
  }

  /** What `console.log` shows on Node: the body as far as it goes, which may lack its project. */
  [Symbol.for("nodejs.util.inspect.custom")](): object {
    return this.#body();
  }

  async submit(options: SubmitOptions | HeldOptions = {}): Promise<StoredFlow> {
    return submit(this.#complete("submit"), HeldOptions.of(options));
  }

  #complete(method: "build" | "submit"): FlowBody {
    const body = this.#body();
    if ("project" in body) return body as FlowBody;
    const { expected } = requiredFields.project;
    const message = needsProject(method);
    throw new InvalidFlowError([{ path: "project", message, expected, received: "undefined" }]);
  }

  #body(): object {
    return bodyOf(this, FlowBuilder.slots, (values) =>
      Object.freeze({ type: "onboarding", ...write(values) }),
    );
  }
}

const write = installAll(FlowBuilder, bodyFields);
