import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { lacks } from "../check/sentences.js";
import { type AnyFlowBody, type FlowType, ownType } from "../model/flow-type.js";
import { lacking } from "../model/read-value.js";
import {
  addAsyncMethod,
  addMethod,
  addProperty,
  bodyOf,
  type Draft,
  type DraftClass,
  draftClass,
} from "./draft.js";
import { installAll } from "./install.js";

/** What is done with a body that has all that it needs. */
type Submit = (body: AnyFlowBody, ...given: readonly never[]) => Promise<unknown>;

/**
 * The class of the flows of a type: the methods that its rows give them, and those that every flow has.
 * Flows of two classes have nothing in common, so that one doesn't pass for another.
 */
export function flowClass(type: FlowType, submit: Submit): DraftClass {
  const Flow = draftClass();
  const write = installAll(Flow, type.rows);
  const bodyWith = (values: readonly unknown[]) => {
    const body = { type: type.type };
    write(body, values);
    return Object.freeze(body);
  };
  const body = (flow: Draft) => bodyOf(flow, Flow, bodyWith);
  const complete = (flow: Draft, method: string) => {
    const made: AnyFlowBody = body(flow);
    const missing = type.required.filter((name) => !Object.hasOwn(made, name));
    if (missing.length === 0) return made;
    throw new InvalidFlowError(
      missing.map((name) => lacking(name, type.rows[name], () => lacks(name, method))),
    );
  };
  const build = function (this: Draft) {
    return complete(this, "build");
  };
  const methods = {
    pipe(this: Draft, use: (flow: Draft) => unknown) {
      if (typeof use === "function") return use(this);
      throw new InvalidFlowError([issueOf("pipe", use, "is not a function", "a preset")]);
    },
    when(this: Draft, given: unknown, refine: (flow: Draft, given: unknown) => unknown) {
      const instead = insteadOf(given);
      if (instead !== undefined) {
        throw new InvalidFlowError([issueOf("when", given, "is not a condition", instead)]);
      }
      if (given === undefined || given === null || given === false) return this;
      const refined = refine(this, given);
      if (refined instanceof Flow) return refined;
      const expected = "the function to return the flow that it was given";
      throw new InvalidFlowError([issueOf("when", refined, "is not a flow", expected)]);
    },
    build,
    toJSON: build,
  };
  for (const [name, method] of Object.entries(methods)) addMethod(Flow, name, method);
  addAsyncMethod(Flow, "submit", async function (this: Draft, ...given: readonly never[]) {
    return submit(complete(this, "submit"), ...given);
  });
  addProperty(Flow, ownType, type);
  // What `expect(flow).toEqual(other)` of Vitest compares: flows are equal if their bodies are.
  addProperty(Flow, Symbol.iterator, function (this: Draft) {
    return Object.entries(body(this))[Symbol.iterator]();
  });
  // What `console.log` shows on Node: the body as far as it goes, which may lack its project.
  addProperty(Flow, Symbol.for("nodejs.util.inspect.custom"), function (this: Draft) {
    return body(this);
  });
  Object.freeze(Flow.prototype);
  return Flow;
}

/** What somebody meant who gave something that would always apply, like the text of a variable. */
function insteadOf(given: unknown): string | undefined {
  if (typeof given === "function") return "what it returns";
  if (given instanceof Promise) return "what it resolves to";
  return given === "true" || given === "false" ? "the boolean, not its text" : undefined;
}
